package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LargeReadsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  @Test
  void a_tenant_reads_so_many_at_a_time_and_another_as_many() {
    LargeReads reads = reads("2");
    reads.begin(ACME);
    reads.begin(ACME);
    for (int i = 0; i < 3; i++) {
      assertRefused(reads, ACME);
    }
    reads.begin(OTHER);
    reads.begin(OTHER);
    assertRefused(reads, OTHER);

    reads.end(ACME);
    reads.begin(ACME);
    assertRefused(reads, ACME);
  }

  @Test
  void a_node_sends_so_many_to_all_tenants_together() {
    LargeReads reads = reads("2", "3");
    reads.begin(ACME);
    reads.begin(ACME);
    assertRefused(reads, ACME); // takes nothing of the node's
    reads.begin(OTHER);
    for (int i = 0; i < 3; i++) {
      assertRefused(reads, OTHER);
    }
    reads.end(ACME);
    reads.begin(OTHER);
    assertRefused(reads, ACME);
    reads.end(OTHER);
    reads.begin(ACME);
  }

  @Test
  void as_many_as_make_no_sense_are_objected_to() {
    assertThat(reads("1").objections()).isEmpty();
    assertThat(reads("0").objections()).singleElement().asString().contains("1 or more");
    assertThat(reads("1", "0").objections()).singleElement().asString().contains("1 or more");
  }

  private static void assertRefused(LargeReads reads, TenantId tenant) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reads.begin(tenant))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_READS));
  }

  private static LargeReads reads(String mostOfTenant) {
    return reads(mostOfTenant, "1000");
  }

  private static LargeReads reads(String mostOfTenant, String mostOfAll) {
    LargeReads reads = new LargeReads();
    reads.config =
        PropertiesConfig.of(
            Map.of(
                "artifact.large-reads-per-tenant",
                mostOfTenant,
                "artifact.large-reads",
                mostOfAll));
    reads.read();
    return reads;
  }
}
