package io.atelier;

import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.DeletedArtifacts;
import io.atelier.artifact.FsckFinding;
import io.atelier.artifact.FsckTotals;
import io.atelier.artifact.Provenance;
import io.atelier.artifact.QuotaResource;
import io.atelier.artifact.SignedUriView;
import io.atelier.artifact.SigningKeyResource;
import io.atelier.artifact.StorageResource;
import io.atelier.artifact.StorageUsage;
import io.atelier.cost.CostEntry;
import io.atelier.cost.CostGroup;
import io.atelier.cost.CostResource;
import io.atelier.event.DeliveryView;
import io.atelier.event.WebhookView;
import io.atelier.generation.AttemptRecord;
import io.atelier.generation.AttemptView;
import io.atelier.generation.Candidate;
import io.atelier.generation.JobBatch;
import io.atelier.generation.JobDebug;
import io.atelier.generation.JobError;
import io.atelier.generation.JobView;
import io.atelier.generation.KindLimits;
import io.atelier.problem.Page;
import io.atelier.problem.Problem;
import io.atelier.skill.RunView;
import io.atelier.skill.SkillView;
import io.atelier.skill.StepView;
import io.atelier.tenant.AccessResource;
import io.atelier.tenant.AuditEntry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Says of the records that answers are made of what their Java says: every component is always
 * there, and null only where it is {@link Nullable}.
 */
final class ApiRecords {
  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          ArtifactView.class,
          Provenance.class,
          QuotaResource.Quota.class,
          DeletedArtifacts.class,
          FsckFinding.class,
          FsckTotals.class,
          SignedUriView.class,
          SigningKeyResource.KeyPage.class,
          SigningKeyResource.KeyView.class,
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
          AccessResource.Access.class,
          AuditEntry.class);

  private ApiRecords() {}

  /** Says it of their schemas, and shows an example of what has one. */
  static void describe(Components components) {
    examples()
        .forEach(
            (name, example) -> {
              Schema schema = components.getSchemas().get(name);
              if (schema != null) {
                schema.setExamples(List.of(Objects.requireNonNull(JsonSchemas.plain(example))));
              }
            });
    for (Class<? extends Record> type : RECORDS) {
      components
          .getSchemas()
          .forEach(
              (name, schema) -> {
                if (isOf(name, type)) {
                  describe(schema, type);
                }
              });
    }
  }

  // A generic one has a schema for each argument, whose name ends with the argument's.
  private static boolean isOf(String schema, Class<?> type) {
    return type.getTypeParameters().length == 0
        ? schema.equals(type.getSimpleName())
        : schema.startsWith(type.getSimpleName());
  }

  private static JsonObject examples() {
    try (JsonReader reader =
        Json.createReader(
            Objects.requireNonNull(
                ApiRecords.class.getResourceAsStream("/META-INF/api-examples.json")))) {
      return reader.readObject();
    }
  }

  private static void describe(Schema schema, Class<? extends Record> type) {
    Map<String, Schema> properties = new LinkedHashMap<>(schema.getProperties());
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = jsonName(component.getName());
      required.add(name);
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        properties.computeIfPresent(name, (n, property) -> nullable(property));
      }
    }
    schema.setRequired(required);
    schema.setProperties(properties);
  }

  private static Schema nullable(Schema property) {
    if (property.getRef() != null) {
      return OASFactory.createSchema()
          .anyOf(List.of(property, OASFactory.createSchema().addType(SchemaType.NULL)));
    }
    if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
      property.addType(SchemaType.NULL);
    }
    return property;
  }

  private static String jsonName(String javaName) {
    return javaName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
