package io.atelier;

import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.DeletedArtifacts;
import io.atelier.artifact.FsckFinding;
import io.atelier.artifact.FsckTotals;
import io.atelier.artifact.MadeArtifact;
import io.atelier.artifact.Provenance;
import io.atelier.artifact.Quota;
import io.atelier.artifact.SignedUriView;
import io.atelier.artifact.SigningKeyResource;
import io.atelier.artifact.SigningKeyView;
import io.atelier.artifact.StorageResource;
import io.atelier.artifact.StorageUsage;
import io.atelier.cost.BudgetDifference;
import io.atelier.cost.BudgetDifferences;
import io.atelier.cost.BudgetUse;
import io.atelier.cost.BudgetUses;
import io.atelier.cost.CostEntry;
import io.atelier.cost.CostGroup;
import io.atelier.cost.CostResource;
import io.atelier.event.DeliveryView;
import io.atelier.event.WebhookView;
import io.atelier.generation.AdmissionState;
import io.atelier.generation.AttemptRecord;
import io.atelier.generation.AttemptView;
import io.atelier.generation.BulkOutcome;
import io.atelier.generation.CancelledRun;
import io.atelier.generation.Candidate;
import io.atelier.generation.Estimate;
import io.atelier.generation.JobBatch;
import io.atelier.generation.JobDebug;
import io.atelier.generation.JobError;
import io.atelier.generation.JobView;
import io.atelier.generation.KindLimits;
import io.atelier.generation.NodeResource;
import io.atelier.generation.NodeView;
import io.atelier.generation.Pause;
import io.atelier.generation.ProviderEstimate;
import io.atelier.generation.ProviderResource;
import io.atelier.generation.ProviderView;
import io.atelier.generation.QueueResource;
import io.atelier.generation.QueueView;
import io.atelier.problem.Page;
import io.atelier.problem.Problem;
import io.atelier.skill.RunView;
import io.atelier.skill.SkillView;
import io.atelier.skill.StepView;
import io.atelier.tenant.Access;
import io.atelier.tenant.AuditEntry;
import io.atelier.tenant.KnownTenant;
import io.atelier.tenant.TenantResource;
import io.atelier.tenant.TenantView;
import java.util.List;

/** Every record that an answer of the API is made of; a test says which one is missing. */
final class AnsweredRecords {
  static final List<Class<? extends Record>> ALL =
      List.of(
          ArtifactView.class,
          MadeArtifact.class,
          Provenance.class,
          Quota.class,
          DeletedArtifacts.class,
          FsckFinding.class,
          FsckTotals.class,
          SignedUriView.class,
          SigningKeyResource.KeyPage.class,
          SigningKeyView.class,
          StorageResource.StorageUsagePage.class,
          StorageUsage.class,
          CostResource.CostEntryPage.class,
          CostResource.CostPage.class,
          CostEntry.class,
          CostGroup.class,
          DeliveryView.class,
          WebhookView.class,
          AttemptRecord.class,
          AttemptView.class,
          Candidate.class,
          JobBatch.class,
          JobDebug.class,
          JobError.class,
          JobView.class,
          KindLimits.class,
          Page.class,
          Problem.class,
          RunView.class,
          SkillView.class,
          SkillView.Maker.class,
          SkillView.Makes.class,
          SkillView.Shortcoming.class,
          StepView.class,
          Access.class,
          AuditEntry.class,
          AdmissionState.class,
          BudgetDifference.class,
          BudgetDifferences.class,
          BudgetUse.class,
          BudgetUses.class,
          BulkOutcome.class,
          CancelledRun.class,
          ProviderView.class,
          ProviderView.Balance.class,
          ProviderView.CircuitView.class,
          ProviderView.Rates.class,
          ProviderView.Recent.class,
          ProviderView.Tasks.class,
          NodeView.class,
          NodeView.Drain.class,
          Estimate.class,
          ProviderEstimate.class,
          NodeResource.NodePage.class,
          Pause.class,
          ProviderResource.ProviderPage.class,
          QueueResource.QueuePage.class,
          QueueView.class,
          TenantResource.TenantPage.class,
          TenantView.class,
          KnownTenant.class);

  private AnsweredRecords() {}
}
