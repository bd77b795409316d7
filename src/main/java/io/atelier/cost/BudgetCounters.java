package io.atelier.cost;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is spent and kept back in each period, in the caller's transaction: one statement for all
 * tenants and periods, in one order for everybody, so that nobody waits for somebody who waits for
 * him. The budgets are those of the database, not what a node knows of them.
 */
@Dependent
class BudgetCounters {
  private static final String ASKED =
      """
      WITH asked AS (
        SELECT * FROM unnest(?, ?, ?, ?, ?) AS asked (tenant_id, period, currency, reserved, spent)),
      """;

  private static final String SHOWN =
      """
      SELECT counted.*, CAST(setting.value AS text) AS budget
      FROM counted LEFT JOIN tenant_setting setting
        ON setting.tenant_id = counted.tenant_id AND setting.name = 'budget'
      """;

  private static final String ADD =
      ASKED
          + """
          counted AS (
            INSERT INTO budget_period AS counter (tenant_id, period, currency, reserved, spent)
            SELECT * FROM asked ORDER BY tenant_id, period DESC, currency
            ON CONFLICT (tenant_id, period, currency) DO UPDATE
            SET reserved = counter.reserved + excluded.reserved,
              spent = counter.spent + excluded.spent
            RETURNING tenant_id, period, currency, reserved, spent, warned)
          """
          + SHOWN;

  private static final String LOOK =
      ASKED
          + """
          counted AS (
            SELECT asked.tenant_id, asked.period, asked.currency,
              asked.reserved + coalesce(counter.reserved, 0) AS reserved,
              asked.spent + coalesce(counter.spent, 0) AS spent, counter.warned
            FROM asked LEFT JOIN budget_period counter USING (tenant_id, period, currency))
          """
          + SHOWN;

  private final EntityManager entities;

  @Inject
  BudgetCounters(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A counter, as it is with what was asked for.
   *
   * @param needed by how much reserved and spent together became more
   * @param warned the soft limit that was told of; null if none
   * @param budget the tenant's; null where it has none
   */
  record Counted(
      Key key,
      BigDecimal reserved,
      BigDecimal spent,
      BigDecimal needed,
      @Nullable BigDecimal warned,
      @Nullable Budget budget) {

    BigDecimal total() {
      return reserved.add(spent);
    }

    /** The limits that bind it. */
    Budget.Limits limits() {
      return budget == null || !budget.currency().equals(key.currency())
          ? Budget.Limits.NONE
          : budget.of(BudgetPeriod.named(key.period()));
    }

    boolean isBeyond() {
      BigDecimal hard = limits().hard();
      return needed.signum() > 0 && hard != null && total().compareTo(hard) > 0;
    }

    /** How it stands. */
    BudgetUse use() {
      return use(reserved);
    }

    /** How it stood before. */
    BudgetUse useBefore() {
      return use(reserved.subtract(needed));
    }

    private BudgetUse use(BigDecimal keptBack) {
      BigDecimal hard = limits().hard();
      return new BudgetUse(
          key.period(),
          key.currency(),
          text(limits().soft()),
          text(hard),
          spent.toPlainString(),
          keptBack.toPlainString(),
          hard == null
              ? null
              : text(hard.subtract(keptBack).subtract(spent).max(Commitment.NOTHING)));
    }

    private static @Nullable String text(@Nullable BigDecimal amount) {
      return amount == null ? null : amount.toPlainString();
    }
  }

  /** The name of a counter. */
  record Key(TenantId tenant, String period, String currency) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byTenant = tenant.compareTo(other.tenant);
      int byPeriod = byTenant == 0 ? period.compareTo(other.period) : byTenant;
      return byPeriod == 0 ? currency.compareTo(other.currency) : byPeriod;
    }
  }

  /** Adds those to their days and months, which stay locked until the transaction ends. */
  List<Counted> add(Collection<Commitment> changes) {
    return ask(ADD, changes);
  }

  /** What they would be with those, without a lock. */
  List<Counted> with(Collection<Commitment> changes) {
    return ask(LOOK, changes);
  }

  /** Notes that a counter's soft limit was told of. */
  void warned(Counted counter) {
    entities
        .createNativeQuery(
            """
            UPDATE budget_period SET warned = ?4
            WHERE tenant_id = ?1 AND period = ?2 AND currency = ?3
            """)
        .setParameter(1, counter.key().tenant().value())
        .setParameter(2, counter.key().period())
        .setParameter(3, counter.key().currency())
        .setParameter(4, counter.limits().soft())
        .executeUpdate();
  }

  private List<Counted> ask(String sql, Collection<Commitment> changes) {
    Map<Key, Commitment> sums = new TreeMap<>();
    for (Commitment change : changes) {
      for (BudgetPeriod period : BudgetPeriod.values()) {
        Key key = new Key(change.tenant(), period.of(change.acceptedAt()), change.currency());
        sums.merge(key, change, Commitment::plus);
      }
    }
    List<Key> keys = List.copyOf(sums.keySet());
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(sql)) {
      array(statement, 1, "text", keys, key -> key.tenant().value());
      array(statement, 2, "text", keys, Key::period);
      array(statement, 3, "text", keys, Key::currency);
      array(statement, 4, "numeric", keys, key -> of(sums, key).reserved());
      array(statement, 5, "numeric", keys, key -> of(sums, key).spent());
      List<Counted> counted = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          counted.add(counted(rows, sums));
        }
      }
      return counted;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static Commitment of(Map<Key, Commitment> sums, Key key) {
    return Objects.requireNonNull(sums.get(key));
  }

  private static void array(
      PreparedStatement statement,
      int place,
      String type,
      List<Key> keys,
      Function<Key, Object> value)
      throws SQLException {
    statement.setArray(
        place, statement.getConnection().createArrayOf(type, keys.stream().map(value).toArray()));
  }

  private static Counted counted(ResultSet rows, Map<Key, Commitment> sums) throws SQLException {
    Key key =
        new Key(
            new TenantId(rows.getString("tenant_id")),
            rows.getString("period"),
            rows.getString("currency"));
    Commitment change = of(sums, key);
    String budget = rows.getString("budget");
    return new Counted(
        key,
        rows.getBigDecimal("reserved"),
        rows.getBigDecimal("spent"),
        change.reserved().add(change.spent()),
        rows.getBigDecimal("warned"),
        budget == null ? null : budget(budget));
  }

  private static Budget budget(String document) {
    try (JsonReader reader = Json.createReader(new StringReader(document))) {
      return Budget.of(reader.readObject());
    }
  }
}
