package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.atelier.ArquillianWar;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** FR-021: a write that fails is tried again three times, each after a while, and then fails. */
@ExtendWith(ArquillianExtension.class)
class WriteRetryIT {
  private static final byte[] CHUNK = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @Inject DurableChunks chunks;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of("generation.worker-enabled", "false"),
        ArquillianWar.class,
        FailingChannel.class,
        WriteRetryIT.class);
  }

  @Test
  void a_medium_that_recovers_within_three_retries_has_the_whole_chunk() throws IOException {
    for (int failures = 0; failures <= 3; failures++) {
      FailingChannel file = new FailingChannel(failures);
      chunks.write(file, ByteBuffer.wrap(CHUNK), 0);
      assertThat(file.tries()).isEqualTo(failures + 1);
      assertThat(file.text(CHUNK.length)).isEqualTo("0123456789");
    }
  }

  @Test
  void one_that_does_not_is_given_up_with_its_own_words() {
    FailingChannel file = new FailingChannel(Integer.MAX_VALUE);
    long since = System.nanoTime();
    assertThatIOException()
        .isThrownBy(() -> chunks.write(file, ByteBuffer.wrap(CHUNK), 0))
        .withMessage("Input/output error");
    assertThat(file.tries()).isEqualTo(4);
    // Three delays of 100 ms, each up to 50 ms shorter or longer.
    assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(Duration.ofMillis(150).toNanos());
  }
}
