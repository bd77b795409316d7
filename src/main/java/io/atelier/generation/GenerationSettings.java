package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/** The settings of this feature, {@code generation.*}, read and checked once at start. */
@ApplicationScoped
public class GenerationSettings {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(6);

  @Inject Config config;
  @Inject Providers providers;

  private final Map<MediaKind, KindPolicy> kinds = new EnumMap<>(MediaKind.class);
  private final Map<String, KindPolicy> queues = new HashMap<>();
  private final Map<String, AccountLimits> accounts = new ConcurrentHashMap<>();
  private final Map<MediaKind, Duration> typical = new ConcurrentHashMap<>();
  private String nodeName = "";
  private boolean workerEnabled;
  private boolean virtualThreads;
  private Duration leaseTime = Duration.ZERO;
  private int batch;
  private WatchPolicy watch = new WatchPolicy(Duration.ZERO, Duration.ZERO);
  private Circuit circuit = new Circuit(1, Duration.ofSeconds(1));
  private Duration lookUpGrace = Duration.ZERO;
  private MissingPolicy missing = new MissingPolicy(Duration.ZERO, Duration.ZERO);
  private Duration expiry = Duration.ZERO;
  private Duration cancelTime = Duration.ZERO;
  private Duration fetchTime = Duration.ZERO;
  private Duration drainTime = Duration.ZERO;
  private Duration balanceInterval = Duration.ZERO;
  private int createTries;
  private Duration createPatience = Duration.ZERO;
  private int makingTries;

  @PostConstruct
  void read() {
    nodeName = NodeName.of(config);
    workerEnabled = config.getValue("generation.worker-enabled", Boolean.class);
    virtualThreads = config.getValue("generation.virtual-threads", Boolean.class);
    leaseTime = config.getValue("generation.lease-time", Duration.class);
    batch = config.getValue("generation.batch-size", Integer.class);
    watch =
        new WatchPolicy(
            config.getValue("generation.watch-interval", Duration.class),
            config.getValue("generation.watch-time", Duration.class));
    circuit =
        new Circuit(
            config.getValue("generation.circuit.failures", Integer.class),
            config.getValue("generation.circuit.delay", Duration.class));
    lookUpGrace = config.getValue("generation.look-up-grace", Duration.class);
    missing =
        new MissingPolicy(
            config.getValue("generation.not-found-grace", Duration.class),
            config.getValue("generation.not-found-patience", Duration.class));
    expiry = config.getValue("generation.expired-result-grace", Duration.class);
    cancelTime = config.getValue("generation.cancel-time", Duration.class);
    fetchTime = config.getValue("generation.fetch-time", Duration.class);
    drainTime = config.getValue("generation.drain-time", Duration.class);
    balanceInterval = config.getValue("generation.balance-interval", Duration.class);
    createTries = config.getValue("generation.create-tries", Integer.class);
    createPatience = config.getValue("generation.create-patience", Duration.class);
    makingTries = config.getValue("generation.making-tries", Integer.class);
    for (MediaKind kind : MediaKind.values()) {
      kinds.put(kind, kindPolicy(kind));
      for (String provider : policy(kind).providers()) {
        queues.put(provider + "/" + kind, queuePolicy(kind, provider));
      }
    }
  }

  private KindPolicy kindPolicy(MediaKind kind) {
    String prefix = prefix(kind);
    return new KindPolicy(
        config.getValue(prefix + "poll-interval", Duration.class),
        config.getValue(prefix + "timeout", Duration.class),
        config.getValue(prefix + "limit", Integer.class),
        List.of(config.getValue(prefix + "providers", String[].class)));
  }

  private KindPolicy queuePolicy(MediaKind kind, String provider) {
    KindPolicy general = policy(kind);
    String prefix = prefix(kind) + provider + ".";
    return new KindPolicy(
        config
            .getOptionalValue(prefix + "poll-interval", Duration.class)
            .orElse(general.pollInterval()),
        config.getOptionalValue(prefix + "timeout", Duration.class).orElse(general.timeout()),
        config.getOptionalValue(prefix + "limit", Integer.class).orElse(general.limit()),
        general.providers());
  }

  private boolean isNext(String name) {
    String value = config.getValue(name, String.class);
    return switch (value) {
      case "next" -> true;
      case "stay" -> false;
      default -> throw new IllegalArgumentException(name + " is next or stay, not " + value);
    };
  }

  private static String prefix(MediaKind kind) {
    return "generation." + kind.configName() + ".";
  }

  /** Every reason why jobs cannot be run as configured; empty when they can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (leaseTime.compareTo(SHORTEST_LEASE) < 0) {
      objections.add("generation.lease-time must be PT6S or more; it is renewed every two seconds");
    }
    if (!watch.interval().isPositive() || watch.time().isNegative()) {
      objections.add("generation.watch-interval must be positive, watch-time not negative");
    }
    if (expiry.isNegative()) {
      objections.add("generation.expired-result-grace must not be negative");
    }
    if (!balanceInterval.isPositive()) {
      objections.add("generation.balance-interval must be positive");
    }
    // Refused here, not at the first job.
    kinds.forEach(
        (kind, policy) -> {
          nextOnTimeout(kind);
          nextOnOpenCircuit(kind);
          policy.providers().forEach(this::isShared);
          policy.providers().forEach(provider -> whenExpired(kind, provider));
          typical(kind);
        });
    kinds.forEach(
        (kind, policy) ->
            policy.providers().stream()
                .filter(name -> providers.find(name).isEmpty())
                .forEach(
                    name ->
                        objections.add(
                            "generation.%s.providers names %s, which there is not"
                                .formatted(kind.configName(), name))));
    return objections;
  }

  KindPolicy policy(MediaKind kind) {
    KindPolicy policy = kinds.get(kind);
    if (policy == null) {
      throw new IllegalStateException("no policy for " + kind);
    }
    return policy;
  }

  /** The policy of a kind at one provider: the kind's, where nothing else is set. */
  KindPolicy policy(MediaKind kind, String provider) {
    KindPolicy policy = queues.get(provider + "/" + kind);
    return policy == null ? policy(kind) : policy;
  }

  /** Whether the next provider of the route is tried when one does not finish in time. */
  boolean nextOnTimeout(MediaKind kind) {
    return isNext(prefix(kind) + "on-timeout");
  }

  /** Whether the next provider of the route is tried while one's circuit is open. */
  boolean nextOnOpenCircuit(MediaKind kind) {
    return isNext(prefix(kind) + "on-open-circuit");
  }

  /** What becomes of a result of that kind at that provider that cannot be had any more. */
  WhenExpired whenExpired(MediaKind kind, String provider) {
    String general = prefix(kind) + "on-expired-result";
    String own = prefix(kind) + provider + ".on-expired-result";
    return config
        .getOptionalValue(own, String.class)
        .map(said -> WhenExpired.of(said, own))
        .orElseGet(() -> WhenExpired.of(config.getValue(general, String.class), general));
  }

  /** How long a generation of that kind usually takes, for want of a tenant's own experience. */
  Duration typical(MediaKind kind) {
    return typical.computeIfAbsent(
        kind, k -> config.getValue(prefix(k) + "typical-time", Duration.class));
  }

  /** How many creates a provider's account takes; if limited. */
  Optional<Rate> createRate(String provider) {
    return account(provider).createRate();
  }

  /** How many calls of any sort a provider's account takes; if limited. */
  Optional<Rate> requestRate(String provider) {
    return account(provider).requestRate();
  }

  /** Whether what a provider is given is limited for all tenants together. */
  boolean isShared(String provider) {
    return account(provider).isShared();
  }

  /** What a provider's account takes. */
  AccountLimits account(String provider) {
    return accounts.computeIfAbsent(provider, name -> AccountLimits.of(name, config));
  }

  /** The providers whose calls are limited. */
  List<String> ratedProviders() {
    return providers.all().stream()
        .map(ProviderAdapter::name)
        .filter(name -> requestRate(name).isPresent())
        .toList();
  }

  /** When a provider is left alone. */
  Circuit circuit() {
    return circuit;
  }

  /** How long after a create was sent a list that does not show it says that it never came. */
  Duration lookUpGrace() {
    return lookUpGrace;
  }

  /** When a provider is believed that it does not know a task. */
  MissingPolicy missing() {
    return missing;
  }

  /** How long another address is asked for where a result's own is dead. */
  Duration expiry() {
    return expiry;
  }

  /** How long a provider is told to stop something before it is left to itself. */
  Duration cancelTime() {
    return cancelTime;
  }

  /** How long a result may take to be fetched once its provider has made it. */
  Duration fetchTime() {
    return fetchTime;
  }

  /** How long a node that stops lets what is under way come to its end. */
  Duration drainTime() {
    return drainTime;
  }

  /** How often a provider is asked what is left on its account. */
  Duration balanceInterval() {
    return balanceInterval;
  }

  /** How often in a row one provider may refuse a job's create for now. */
  int createTries() {
    return createTries;
  }

  /** How long a provider may refuse a create for now that no other can make. */
  Duration createPatience() {
    return createPatience;
  }

  /** How often in a row a job may end the node that makes or decodes it. */
  int makingTries() {
    return makingTries;
  }

  /** How many tasks a provider's account takes at a time, of all tenants together; if limited. */
  OptionalInt accountCap(String provider) {
    return account(provider).cap();
  }

  /** What people call this node. */
  String nodeName() {
    return nodeName;
  }

  /** Whether this node takes jobs. */
  boolean workerEnabled() {
    return workerEnabled;
  }

  /** Whether jobs are worked on by virtual threads. */
  boolean virtualThreads() {
    return virtualThreads;
  }

  /** How long a job stays ours without a sign of life. */
  Duration leaseTime() {
    return leaseTime;
  }

  /** How attempts that were given up are watched. */
  WatchPolicy watch() {
    return watch;
  }

  /** How many jobs are taken at a time. */
  int batch() {
    return batch;
  }
}
