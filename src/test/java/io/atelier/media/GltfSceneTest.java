package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GltfSceneTest {
  /** Accessor 0 has 12 positions, accessor 1 has 30 indices. */
  private static final String GEOMETRY =
      "'buffers':[{'byteLength':204}],'bufferViews':[{'buffer':0,'byteLength':144},"
          + "{'buffer':0,'byteOffset':144,'byteLength':60}],'accessors':["
          + "{'bufferView':0,'componentType':5126,'count':12,'type':'VEC3'},"
          + "{'bufferView':1,'componentType':5123,'count':30,'type':'SCALAR'}]";

  @TempDir Path directory;

  @Test
  void a_model_tells_its_triangles_materials_and_maps() throws IOException {
    assertThat(FormatSamples.probe(directory, GlbSample.sheet(10)))
        .isEqualTo(
            new ProbeResult.Model(
                FileFormat.GLB,
                200,
                1,
                Set.of(PbrMap.BASE_COLOR, PbrMap.METALLIC_ROUGHNESS, PbrMap.NORMAL),
                true,
                Set.of(),
                false));
  }

  @Test
  void the_maps_of_several_materials_make_no_pbr_material() throws IOException {
    String base = "'pbrMetallicRoughness':{'baseColorTexture':{'index':0}}";
    String metal = "'pbrMetallicRoughness':{'metallicRoughnessTexture':{'index':0}}";
    String both =
        "'pbrMetallicRoughness':{'baseColorTexture':{'index':0},"
            + "'metallicRoughnessTexture':{'index':0}}";
    String normal = "'normalTexture':{'index':0}";
    assertPbr("{" + base + "},{" + metal + "},{" + normal + "}", false);
    assertPbr("{" + base + "},{" + both + "},{" + normal + "}", false);
    assertPbr("{" + base + "},{" + both + "," + normal + "},{}", true);
  }

  private void assertPbr(String materials, boolean has) throws IOException {
    assertThat(
            model(
                "'images':[{'uri':'data:,'}],'textures':[{'source':0}],'materials':["
                    + materials
                    + "]"))
        .isInstanceOfSatisfying(
            ProbeResult.Model.class,
            m -> {
              assertThat(m.hasPbrMaterial()).isEqualTo(has);
              assertThat(m.maps())
                  .containsExactlyInAnyOrder(
                      PbrMap.BASE_COLOR, PbrMap.METALLIC_ROUGHNESS, PbrMap.NORMAL);
            });
  }

  // glTF 2.0, section 3.7.2.1: topology types, 4 by default
  @ParameterizedTest
  @CsvSource({
    "''                , 4", "'''mode'':4'        , 4", "'''mode'':5'        , 10",
    "'''mode'':6'      , 10", "'''mode'':1'       , 0", "'''indices'':1'     , 10",
    "'''indices'':1,''mode'':5', 28",
  })
  void triangles_are_counted_by_mode_with_and_without_indices(String members, long triangles)
      throws IOException {
    String more = members.isEmpty() ? "" : "," + members;
    assertThat(model("'meshes':[{'primitives':[{'attributes':{'POSITION':0}" + more + "}]}]"))
        .isInstanceOfSatisfying(
            ProbeResult.Model.class, m -> assertThat(m.triangles()).isEqualTo(triangles));
  }

  @Test
  void a_mesh_that_hangs_in_three_nodes_is_drawn_three_times() throws IOException {
    String mesh = "'meshes':[{'primitives':[{'attributes':{'POSITION':0}}]}],";
    assertThat(triangles(mesh + "'nodes':[{'mesh':0,'children':[1]},{'mesh':0},{'mesh':0}]"))
        .isEqualTo(12);
    assertThat(
            triangles(
                mesh
                    + "'nodes':[{'mesh':0,'children':[1]},{'mesh':0},{'mesh':0}],"
                    + "'scenes':[{'nodes':[2]},{'nodes':[0]}],'scene':1"))
        .as("of the scene shown alone")
        .isEqualTo(8);
    assertThat(
            triangles(
                mesh
                    + "'nodes':[{'mesh':0,'extensions':{'EXT_mesh_gpu_instancing':"
                    + "{'attributes':{'TRANSLATION':0}}}}]"))
        .as("instanced by the extension")
        .isEqualTo(48);
  }

  @Test
  void what_a_loader_must_know_and_what_deforms_is_told() throws IOException {
    assertThat(
            model(
                "'extensionsRequired':['KHR_draco_mesh_compression'],'meshes':[{'primitives':"
                    + "[{'attributes':{'POSITION':0},'targets':[{'POSITION':0}]}]}]"))
        .isInstanceOfSatisfying(
            ProbeResult.Model.class,
            m -> {
              assertThat(m.extensionsRequired()).containsExactly("KHR_draco_mesh_compression");
              assertThat(m.deforms()).isTrue();
              assertThat(m.facts()).containsEntry("triangles", 4L).containsEntry("deforms", true);
            });
  }

  @Test
  void a_sparse_accessor_needs_no_view_of_its_own_but_room_for_its_changes() throws IOException {
    String sparse =
        "'accessors':[{'componentType':5126,'count':12,'type':'VEC3','sparse':{'count':%d,"
            + "'indices':{'bufferView':1,'componentType':5123},'values':{'bufferView':0}}}]";
    assertThat(model(sparse.formatted(12))).isInstanceOf(ProbeResult.Model.class);
    assertThat(reason(sparse.formatted(13))).isEqualTo("glTF sparse accessor too long");
    assertThat(reason(sparse.replace("'count':12", "'count':99").formatted(13)))
        .isEqualTo("glTF accessor past the end of its view");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'bufferViews':[{'buffer':0,'byteOffset':200,'byteLength':5}],'accessors':[]",
        "'bufferViews':[{'buffer':1,'byteLength':5}],'accessors':[]",
        "'bufferViews':[{'buffer':0,'byteLength':5,'byteStride':1000}],'accessors':[]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':13,'type':'VEC3'}]",
        "'accessors':[{'bufferView':2,'componentType':5126,'count':1,'type':'VEC3'}]",
        "'accessors':[{'bufferView':0,'componentType':5124,'count':1,'type':'VEC3'}]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':1,'type':'VEC5'}]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':0,'type':'VEC3'}]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':-1,'type':'VEC3'}]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':1e99,'type':'VEC3'}]",
        "'accessors':[{'bufferView':0,'componentType':5126,'count':1.5,'type':'VEC3'}]",
        "'images':[{'bufferView':7}]",
        "'meshes':[{'primitives':[{'attributes':{'POSITION':9}}]}]",
        "'meshes':[{'primitives':[{'attributes':{'POSITION':0},'indices':9}]}]",
        "'meshes':[{'primitives':[{'attributes':{'POSITION':0},'material':0}]}]",
        "'meshes':[{'primitives':[{'attributes':{'POSITION':0},'mode':7}]}]",
        "'nodes':[{'mesh':0}]",
        "'nodes':[{}],'scenes':[{'nodes':[1]}]",
        "'nodes':[{}],'scenes':[{'nodes':[0]}],'scene':1",
        "'nodes':[{'children':[1]},{'children':[0]}],'scenes':[{'nodes':[0]}]",
        "'nodes':[{'children':[0]}],'scenes':[{'nodes':[0]}]",
        "'extensionsRequired':['<script>']",
      })
  void what_is_not_there_or_out_of_range_is_noticed(String members) throws IOException {
    assertThat(model(members)).isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void a_buffer_must_be_in_the_file() throws IOException {
    String json = "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"byteLength\":9}]}";
    assertThat(FormatSamples.probe(directory, GlbSample.of(json, new byte[12])))
        .isInstanceOf(ProbeResult.Model.class);
    assertThat(FormatSamples.probe(directory, GlbSample.of(json, new byte[8])))
        .isEqualTo(new ProbeResult.Broken("cut short: glTF buffer of 9 bytes, 8 present"));
  }

  @Test
  void names_that_look_like_paths_lead_nowhere() throws IOException {
    assertThat(model("'buffers/#':{'byteLength':5},'scenes':[{'#/nodes/#':5}]"))
        .isInstanceOf(ProbeResult.Model.class);
    assertThat(model("'accessors/#':{'count':5},'nodes':[{'#/mesh':'x'}]"))
        .isInstanceOf(ProbeResult.Model.class);
  }

  @Test
  void a_json_of_many_elements_is_a_json_and_a_gltf_of_so_many_is_none() throws IOException {
    String nodes = "\"nodes\":[" + "{},".repeat(300_001) + "{}]";
    assertThat(FormatSamples.probe(directory, FormatSamples.utf8("{" + nodes + "}")))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
    assertThat(
            FormatSamples.probe(
                directory, FormatSamples.utf8("{\"asset\":{\"version\":\"2.0\"}," + nodes + "}")))
        .isEqualTo(new ProbeResult.Broken("glTF of more than 300000 elements"));
  }

  private long triangles(String members) throws IOException {
    return ((ProbeResult.Model) model(members)).triangles();
  }

  private String reason(String members) throws IOException {
    return ((ProbeResult.Broken) model(members)).reason();
  }

  /** Members of the same name come after those of the geometry, and so replace them. */
  private ProbeResult model(String members) throws IOException {
    String json = "{'asset':{'version':'2.0'}," + GEOMETRY + "," + members + "}";
    byte[] glb = GlbSample.of(json.replace('\'', '"'), new byte[204]);
    return FormatSamples.probe(directory, glb);
  }
}
