package io.atelier.generation;

import io.atelier.provider.CallCount;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation;
import io.atelier.provider.TaskLookup;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;

/**
 * A provider in memory that keeps books: every create it received, by its key, and what it charged.
 * Faults are laid up for the creates to come; tasks are done when a test says so.
 */
@ApplicationScoped
public class LedgerProvider implements ProviderAdapter, TaskLookup, TaskCancellation {
  static final String NAME = "ledger";
  static final ProviderCost PRICE =
      new ProviderCost(new BigDecimal("0.040000"), CostBasis.REPORTED, "USD");

  /** What may befall a create. */
  enum Fault {
    /** The connection broke before it was received. */
    LOST_BEFORE,
    /** The connection broke after it was received. */
    LOST_AFTER,
    /** It was refused for a passing reason. */
    REFUSED,
    /** The account takes no more for now. */
    THROTTLED,
    /** It was not sent, as the node's circuit is open. */
    UNSENT
  }

  /** How a task ends. */
  enum State {
    RUNNING,
    DONE,
    BROKEN,
    CANCELLED
  }

  static final class Task {
    final String id;
    final String key;
    final int stage;
    State state = State.RUNNING;

    Task(String id, String key, int stage) {
      this.id = id;
      this.key = key;
      this.stage = stage;
    }
  }

  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> received = new ArrayList<>();
  private final Set<Boolean> callers = new HashSet<>();
  private SubmissionGuarantee guarantee = SubmissionGuarantee.NONE;
  private int stages = 1;
  private @Nullable Duration asked;
  private boolean busy;
  private boolean silent;
  private @Nullable Instant toldDeadline;
  private boolean forgetful;
  private boolean nameless;
  private boolean fetchable = true;
  private boolean dead;
  private int damaged;
  private int fetches;
  private int tracks = 1;
  private double seconds = 0.5;
  private Cancellation cancellation = new Cancellation.Stopped(PRICE);
  private boolean stops = true;
  private int callsOfALook = 1;
  private @Nullable String model;
  private ProviderCost price = PRICE;
  private @Nullable ProviderCost ofFailures = PRICE;

  synchronized void begin(SubmissionGuarantee offered) {
    guarantee = offered;
    stages = 1;
    tasks.clear();
    faults.clear();
    received.clear();
    callers.clear();
    asked = null;
    busy = false;
    silent = false;
    forgetful = false;
    nameless = false;
    fetchable = true;
    dead = false;
    damaged = 0;
    fetches = 0;
    tracks = 1;
    seconds = 0.5;
    stops = true;
    callsOfALook = 1;
    cancellation = new Cancellation.Stopped(PRICE);
    model = null;
    price = PRICE;
    ofFailures = PRICE;
  }

  /** From now on it is asked for that model, and what that costs follows from what is asked. */
  synchronized void sells(String name, String amount) {
    model = name;
    price = new ProviderCost(new BigDecimal(amount), CostBasis.COMPUTED, "USD").forWhatWasAsked();
  }

  /** From now on it says how many credits a create took, of which one costs that. */
  synchronized void counts(String credits, String priceOfOne) {
    BigDecimal taken = new BigDecimal(credits);
    price =
        ProviderCost.of(taken, new BigDecimal(priceOfOne), CostBasis.REPORTED, "USD", null)
            .forWhatWasTaken(taken);
  }

  /** From now on it says what a create cost. */
  synchronized void reports(ProviderCost cost) {
    price = cost;
  }

  /** From now on that is what is known of the cost of one that fails; null for nothing. */
  synchronized void charges(@Nullable ProviderCost failure) {
    ofFailures = failure;
  }

  /** How many creates a generation takes. */
  synchronized void stages(int now) {
    stages = now;
  }

  /** Whether another create follows when that task is done. */
  synchronized boolean isFollowed(Task task) {
    return task.stage < stages;
  }

  synchronized void next(Fault fault) {
    faults.add(fault);
  }

  /** Until when whoever asked last waits; null where nobody does. */
  synchronized @Nullable Instant toldDeadline() {
    return toldDeadline;
  }

  /** From now on whom it throttles it asks to leave it alone for so long. */
  synchronized void asksFor(Duration wait) {
    asked = wait;
  }

  /** Whether it takes polls for too many. */
  synchronized void busy(boolean now) {
    busy = now;
  }

  /** Whether it answers polls and look-ups. */
  synchronized void silent(boolean now) {
    silent = now;
  }

  /** Whether what it made can be fetched. */
  synchronized void fetchable(boolean now) {
    fetchable = now;
  }

  /** Whether the addresses that it gives out for what it made are dead. */
  synchronized void dead(boolean now) {
    dead = now;
  }

  /** How many files it makes of one create. */
  synchronized void tracks(int now) {
    tracks = now;
  }

  /** How many calls it takes to ask how something stands. */
  synchronized void callsOfALook(int now) {
    callsOfALook = now;
  }

  private void countALook() {
    for (int i = 0; i < callsOfALook; i++) {
      CallCount.one();
    }
  }

  /** How often what it made was fetched. */
  synchronized int fetches() {
    return fetches;
  }

  /** How many of the files that are fetched of it are damaged on their way. */
  synchronized void damaged(int times) {
    damaged = times;
  }

  /** Whether it does not know its own tasks. */
  synchronized void forgetful(boolean now) {
    forgetful = now;
  }

  /** Whether its list shows what a task is of, and not which create it was. */
  synchronized void nameless(boolean now) {
    nameless = now;
  }

  /** How long the sounds are that it makes. */
  synchronized void seconds(double now) {
    seconds = now;
  }

  synchronized void answerCancels(Cancellation answer) {
    cancellation = answer;
    stops = answer instanceof Cancellation.Stopped;
  }

  synchronized void endAll(State state) {
    tasks.values().stream()
        .filter(task -> task.state == State.RUNNING)
        .forEach(task -> task.state = state);
  }

  /** What was done is being made again. */
  synchronized void runAll() {
    tasks.values().forEach(task -> task.state = State.RUNNING);
  }

  synchronized void end(String key, State state) {
    tasks.values().stream()
        .filter(task -> task.key.equals(key) && task.state == State.RUNNING)
        .forEach(task -> task.state = state);
  }

  /** The tasks it has, each of which it is paid for. */
  synchronized List<Task> tasks() {
    return List.copyOf(tasks.values());
  }

  /** The keys of the creates it received, in order. */
  synchronized List<String> received() {
    return List.copyOf(received);
  }

  /** Whether the threads that created and polled were virtual. */
  synchronized Set<Boolean> callers() {
    return Set.copyOf(callers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public synchronized SubmissionGuarantee guarantee() {
    return guarantee;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return Optional.empty();
  }

  @Override
  public synchronized ProviderCost estimate(GenerationRequest request) {
    ProviderCost one = estimateOf(request, 1);
    BigDecimal amount = one.amount();
    return amount == null
        ? one
        : new ProviderCost(
            amount.multiply(BigDecimal.valueOf(stages)), one.basis(), one.currency());
  }

  @Override
  public synchronized ProviderCost estimateOf(GenerationRequest request, int stage) {
    return assumed();
  }

  private ProviderCost assumed() {
    return price.amount() == null
        ? price
        : new ProviderCost(
            price.amount(),
            CostBasis.ASSUMED,
            price.currency(),
            price.priceAsOf(),
            false,
            price.unitPrice(),
            null);
  }

  @Override
  public synchronized Optional<String> model(GenerationRequest request, int stage) {
    return Optional.ofNullable(model);
  }

  @Override
  public synchronized ProviderSnapshot submit(Submission submission) {
    callers.add(Thread.currentThread().isVirtual());
    CallCount.one();
    Fault fault = faults.poll();
    if (fault == null) {
      return receive(submission.key(), submission.stage(), submission.state());
    }
    return switch (fault) {
      case LOST_BEFORE -> new ProviderSnapshot.Unknown("reset");
      case LOST_AFTER -> {
        receive(submission.key(), submission.stage(), submission.state());
        yield new ProviderSnapshot.Unknown("reset");
      }
      case REFUSED -> new ProviderSnapshot.Failed(FailureClass.TRANSIENT, "503", "not now");
      case THROTTLED ->
          new ProviderSnapshot.Failed(FailureClass.QUEUE_FULL, "429", "full", null, asked);
      case UNSENT ->
          new ProviderSnapshot.Failed(
              FailureClass.TRANSIENT, ProviderSnapshot.Failed.CIRCUIT_OPEN, "no answer lately");
    };
  }

  /** A create arrives whose sender does not live to hear the answer. */
  synchronized void receiveUnheard(Work work) {
    receive(work.stage().toString(), work.create().ordinal(), work.create().carriedState());
  }

  private ProviderSnapshot receive(String key, int stage, String state) {
    if (stage == 1 ? !state.isEmpty() : !isDone(state, stage - 1)) {
      throw new AssertionError("create " + stage + " does not go on from " + state);
    }
    received.add(key);
    Task known = guarantee == SubmissionGuarantee.NONE ? null : ofKey(key).orElse(null);
    if (known != null && guarantee == SubmissionGuarantee.REJECT) {
      return new ProviderSnapshot.AcceptedBefore("duplicate");
    }
    if (known != null && guarantee == SubmissionGuarantee.REPLAY) {
      return new ProviderSnapshot.Running(new ProviderHandle(known.id, ""));
    }
    Task task = new Task("task-" + (tasks.size() + 1) + "-" + key, key, stage);
    tasks.put(task.id, task);
    return new ProviderSnapshot.Running(new ProviderHandle(task.id, ""));
  }

  private boolean isDone(String id, int stage) {
    Task task = tasks.get(id);
    return task != null && task.stage == stage && task.state == State.DONE;
  }

  private Optional<Task> ofKey(String key) {
    return tasks.values().stream().filter(task -> task.key.equals(key)).findFirst();
  }

  @Override
  public synchronized ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    callers.add(Thread.currentThread().isVirtual());
    toldDeadline = deadline;
    countALook();
    Task task = tasks.get(handle.id());
    if (silent) {
      return new ProviderSnapshot.Failed(FailureClass.TRANSIENT, "502", "bad gateway");
    }
    if (busy) {
      return new ProviderSnapshot.Failed(FailureClass.RATE_LIMITED, "429", "slow", null, asked);
    }
    if (task == null || forgetful) {
      return new ProviderSnapshot.Failed(FailureClass.NOT_FOUND, "404", "no such task");
    }
    return switch (task.state) {
      case RUNNING -> new ProviderSnapshot.Running(handle);
      case DONE -> done(task, handle, workspace);
      case BROKEN ->
          new ProviderSnapshot.Failed(FailureClass.GENERATION_FAILED, "501", "no luck", ofFailures);
      case CANCELLED ->
          new ProviderSnapshot.Failed(FailureClass.GENERATION_FAILED, "499", "cancelled", PRICE);
    };
  }

  @Override
  public synchronized Finding lookUp(Submission submission, Instant since) {
    countALook();
    if (silent) {
      return new Finding.Unclear("bad gateway");
    }
    if (nameless) {
      return new Finding.Fitting(
          tasks.values().stream().map(task -> new ProviderHandle(task.id, "")).toList());
    }
    return ofKey(submission.key())
        .map(task -> (Finding) new Finding.Found(new ProviderHandle(task.id, "")))
        .orElseGet(Finding.Absent::new);
  }

  @Override
  public synchronized String likeness(Submission submission) {
    return nameless ? submission.request().toString() : submission.key();
  }

  @Override
  public synchronized Cancellation cancel(ProviderHandle handle) {
    CallCount.one();
    Task task = tasks.get(handle.id());
    if (task == null || task.state != State.RUNNING || !stops) {
      return stops ? new Cancellation.Refused("it is over") : cancellation;
    }
    task.state = State.CANCELLED;
    return cancellation;
  }

  private ProviderSnapshot done(Task task, ProviderHandle handle, Workspace workspace) {
    if (isFollowed(task)) {
      return new ProviderSnapshot.NextStage(task.id, price, assumed());
    }
    if (dead) {
      return new ProviderSnapshot.Failed(
          FailureClass.RESULT_EXPIRED, "http_404", "the address is dead", PRICE);
    }
    return fetchable
        ? fetch(workspace)
        : new ProviderSnapshot.Ready(handle, "the store of results is away");
  }

  private ProviderSnapshot fetch(Workspace workspace) {
    fetches++;
    try {
      List<MadeFile> files = new ArrayList<>();
      files.add(MadeFile.main(file(workspace)));
      for (int more = 1; more < tracks; more++) {
        files.add(new MadeFile(file(workspace), MadeFile.Part.ALTERNATE));
      }
      return new ProviderSnapshot.Succeeded(files, price);
    } catch (ResultTooLargeException e) {
      return new ProviderSnapshot.Failed(
          FailureClass.INVALID_OUTPUT,
          ProviderSnapshot.Failed.TOO_LARGE,
          String.valueOf(e.getMessage()),
          PRICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Workspace workspace) throws IOException {
    try (ResultWriter result = workspace.newWriter()) {
      byte[] sound = sound(seconds);
      if (damaged > 0) {
        damaged--;
        sound = Arrays.copyOf(sound, 20);
      }
      result.write(ByteBuffer.wrap(sound));
      result.close();
      return result.path();
    }
  }

  private static byte[] sound(double seconds) throws IOException {
    AudioFormat format = new AudioFormat(44_100, 16, 1, true, false);
    int frames = (int) (44_100 * seconds);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[2 * frames]), format, frames),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }
}
