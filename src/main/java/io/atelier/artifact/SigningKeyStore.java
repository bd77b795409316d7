package io.atelier.artifact;

import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.PromptQueries;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The signing keys in the database. Each change is a transaction of its own: a key must be there
 * for every node before anything is signed with it.
 */
@Dependent
class SigningKeyStore {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 6;

  private final EntityManager entities;
  private final PromptQueries queries;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  SigningKeyStore(EntityManager entities, PromptQueries queries, AuditTrail audit, Clock clock) {
    this.entities = entities;
    this.queries = queries;
    this.audit = audit;
    this.clock = clock;
  }

  /** These tenants' keys, the newest first; none where none was made yet. */
  Map<TenantId, List<SigningKey>> load(Set<TenantId> tenants) {
    Map<TenantId, List<SigningKey>> keys = new HashMap<>();
    tenants.forEach(tenant -> keys.put(tenant, new ArrayList<>()));
    queries
        .list(
            """
            SELECT tenant_id, id, secret, created_at FROM signing_key
            WHERE tenant_id = ANY (string_to_array(?, ','))
            ORDER BY created_at DESC, id
            """,
            row ->
                Map.entry(
                    new TenantId(row.getString(1)),
                    new SigningKey(
                        row.getString(2),
                        row.getBytes(3),
                        row.getObject(4, OffsetDateTime.class).toInstant())),
            tenants.stream().map(TenantId::value).collect(Collectors.joining(",")))
        .forEach(row -> Objects.requireNonNull(keys.get(row.getKey())).add(row.getValue()));
    return keys;
  }

  /** Makes a tenant's first key, unless another node just did. */
  @Transactional(TxType.REQUIRES_NEW)
  void addFirst(TenantId tenant) {
    lock(tenant);
    boolean none =
        entities
            .createNativeQuery("SELECT 1 FROM signing_key WHERE tenant_id = ?1 LIMIT 1")
            .setParameter(1, tenant.value())
            .getResultList()
            .isEmpty();
    if (none) {
      add(tenant);
    }
  }

  /**
   * Makes a key that signs from now on; the one that signed before still verifies, no other.
   *
   * @param condition which keys that is to be done to
   * @throws io.atelier.problem.ProblemException {@code PRECONDITION_FAILED}
   */
  @Transactional(TxType.REQUIRES_NEW)
  void rotate(Caller actor, TenantId tenant, IfMatch condition) {
    lock(tenant);
    List<String> before = ids(tenant);
    condition.require(SigningKeys.tag(before));
    entities
        .createNativeQuery(
            """
            DELETE FROM signing_key WHERE tenant_id = ?1 AND id NOT IN (
              SELECT id FROM signing_key WHERE tenant_id = ?1 ORDER BY created_at DESC, id LIMIT 1)
            """)
        .setParameter(1, tenant.value())
        .executeUpdate();
    add(tenant);
    record(actor, tenant, "signing-key-rotate", before);
  }

  /** Makes every URL signed with that key invalid; false if there is no such key. */
  @Transactional(TxType.REQUIRES_NEW)
  boolean revoke(Caller actor, TenantId tenant, String id) {
    lock(tenant);
    List<String> before = ids(tenant);
    boolean revoked = delete(tenant, id);
    if (revoked) {
      record(actor, tenant, "signing-key-revoke", before);
    }
    return revoked;
  }

  /** By their ids, the one that signs first: never a secret. */
  private void record(Caller actor, TenantId tenant, String action, List<String> before) {
    audit.record(
        actor,
        tenant,
        action,
        Json.createObjectBuilder()
            .add("before", Json.createArrayBuilder(before))
            .add("after", Json.createArrayBuilder(ids(tenant)))
            .build());
  }

  @SuppressWarnings("unchecked")
  private List<String> ids(TenantId tenant) {
    return entities
        .createNativeQuery(
            "SELECT id FROM signing_key WHERE tenant_id = ?1 ORDER BY created_at DESC, id")
        .setParameter(1, tenant.value())
        .getResultList();
  }

  private boolean delete(TenantId tenant, String id) {
    return entities
            .createNativeQuery("DELETE FROM signing_key WHERE tenant_id = ?1 AND id = ?2")
            .setParameter(1, tenant.value())
            .setParameter(2, id)
            .executeUpdate()
        == 1;
  }

  private void lock(TenantId tenant) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "signing-key/" + tenant)
        .getSingleResult();
  }

  // The newest signs: a node whose clock is behind must not make one that is older than the last.
  private void add(TenantId tenant) {
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random(ID_BYTES));
    entities
        .createNativeQuery(
            """
            INSERT INTO signing_key (tenant_id, id, secret, created_at)
            SELECT ?1, ?2, ?3, greatest(
              CAST(?4 AS timestamptz), max(created_at) + interval '1 microsecond')
            FROM signing_key WHERE tenant_id = ?1
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, id)
        .setParameter(3, random(SigningKey.SECRET_BYTES))
        .setParameter(4, clock.instant())
        .executeUpdate();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
