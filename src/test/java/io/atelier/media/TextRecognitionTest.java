package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shaders, JSON and glTF are known by their text, and nothing else that is text passes. */
class TextRecognitionTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main() { gl_FragColor = vec4(1.0); }",
        "#version 460\nlayout(local_size_x = 8) in;",
        "precision mediump float;",
        "// it's \"quoted\" here\nuniform highp sampler2D map;\n",
        "varying vec3 normals[4];",
        "vec3 mod289(vec3 x) {\n  return x - floor(x * (1.0 / 289.0)) * 289.0;\n}",
        "#include <common>\n#ifdef USE_MAP\n  diffuse *= gl_FragCoord.xy;\n#endif",
        "#define PI \\\n 3.14\n#error don't\nattribute vec2 uv;",
        "float noise(in vec2 p) { return fract(sin(p.x) * 43758.5); }",
        "#error this class is public\nvoid main() {}",
        "layout(std140) uniform Camera { mat4 view; };",
      })
  void glsl_is_known_by_its_own_phrases(String text) throws IOException {
    assertThat(probe(text)).isEqualTo(new ProbeResult.Recognised(FileFormat.GLSL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@compute @workgroup_size(64) fn main() {}",
        "fn add(a: f32, b: f32) -> f32 { return a + b; }",
        "var<private> gl_Position: vec4<f32>; fn f() { gl_Position = vec4<f32>(); }",
        "const GOLDEN_RATIO: f32 = 1.618;",
        "struct Light { power: f32, colour: vec3f }",
        "@group(0) @binding(1) var<uniform> camera: mat4x4<f32>;",
        "/* größer */ @fragment fn 色() -> @location(0) vec4f { return vec4f(); }",
        "\ufeff@vertex fn f() {}",
      })
  void wgsl_is_known_by_its_own_phrases(String text) throws IOException {
    assertThat(probe(text)).isEqualTo(new ProbeResult.Recognised(FileFormat.WGSL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><script>fn main() {}</script>",
        " \n<html><body>void main() {}</body></html>",
        "\ufeff<svg xmlns=x><script>void main() { gl_FragColor = 1; }</script></svg>",
        "<?php fn main() {}",
        "<?xml version=1?><a/>",
        "#!/bin/sh\nvoid main()",
        "# void main() { gl_FragColor = 1; }\nimport os",
        "const s = `void main() { gl_FragColor = vec4(1.0); }`;",
        "const s = \"void main() {}\"; eval(s)",
        "let f = a => void main(a);",
        "function main() { return void main(); }",
        "use std::io; fn main() {}",
        "#include <stdio.h>\nint main(void) { puts(\"hi\"); }",
        "public class Noise { float at(float x) { return x; } }",
        "enum Mode { A } fn main() {}",
        "type: f32\nname: noise\n",
        "#error void main() {}",
        "hello, world",
        "The main function of a shader sets gl_Position and gl_FragColor.",
        "// void main() {}\n/* @vertex fn f() {} */",
        "/* void main() {} ",
        "a,b,c\n1,2,3\n",
        "body { color: red; } @media print { p { color: #000; } }",
        "Bad Gateway",
        "true",
        "42",
        "\"text\"",
        "   \n\t ",
        "void main() { \u0007 }",
        "void main() { } \u007f",
        "@vertex fn f() {} \u0000",
        "#version 300 es\n@vertex fn f() {}",
      })
  void other_text_is_nothing(String text) throws IOException {
    assertThat(probe(text)).isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void a_shader_is_utf_8() throws IOException {
    byte[] latin = FormatSamples.utf8("// gr_n\nvoid main() {}");
    latin[5] = (byte) 0xfc;
    assertThat(probe(latin)).isEqualTo(new ProbeResult.Broken("text that is not UTF-8"));
    byte[] utf16 = "void main() {}".getBytes(StandardCharsets.UTF_16);
    assertThat(probe(utf16)).isInstanceOf(ProbeResult.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"error\":{\"code\":429,\"message\":\"fn main() { <script> }\"}}",
        "[1,-2.5e+10,\"\\u00fc\\\"\",[[]]]\n",
        "{\"asset\":{\"version\":\"3.0\"}}",
        "{\"asset\":{\"version\":2}}",
        "{\"a\":{\"asset\":{\"version\":\"2.0\"}}}",
        "{\"images\":[{\"uri\":\"https://example.org/a.png\"}]}",
      })
  void json_is_json_whatever_it_says(String text) throws IOException {
    assertThat(probe(text)).isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{]",
        "{}{}",
        "{} x",
        "[1,]",
        "[01]",
        "[1 2]",
        "{a:1}",
        "{'a':1}",
        "[\"\\q\"]",
        "[\"\\u12g4\"]",
        "[\"\n\"]",
        "[NaN]",
        "[1] // why",
        "[\"\u0000\"]",
      })
  void json_that_does_not_parse_is_broken(String text) throws IOException {
    assertThat(probe(text)).isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void long_strings_are_checked_to_their_end() throws IOException {
    for (int length = 240; length < 270; length++) {
      String start = "[\"" + "x".repeat(length);
      for (String rest : new String[] {"\\u00fc\\\\\\\"", "\\n".repeat(300), "é😀"}) {
        assertThat(probe(start + rest + "\",1]")).isInstanceOf(ProbeResult.Recognised.class);
      }
      for (String wrong : new String[] {"\\q", "\\u12g4", "\n", "\u0000", "\\"}) {
        assertThat(probe(start + wrong + "\",1]")).isInstanceOf(ProbeResult.Broken.class);
      }
    }
    assertThat(probe("[" + "1".repeat(2000) + "]")).isInstanceOf(ProbeResult.Broken.class);
    byte[] latin = FormatSamples.utf8("[\"" + "x".repeat(9000) + "\"]");
    latin[8000] = (byte) 0xfc;
    assertThat(probe(latin)).isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void json_is_only_so_deep() throws IOException {
    assertThat(probe("[".repeat(256) + "]".repeat(256)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
    assertThat(probe("[".repeat(257) + "]".repeat(257)))
        .isEqualTo(new ProbeResult.Broken("JSON nested deeper than 256"));
    assertThat(probe("[".repeat(1_000_000))).isInstanceOf(ProbeResult.Broken.class);
    assertThat(probe("{\"a\":".repeat(1_000_000))).isInstanceOf(ProbeResult.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'asset':{'version':'2.0'}}",
        "{'buffers':[{'uri':'data:;base64,AA=='}],'asset':{'generator':'x','version':'2.1'}}",
        "{'asset':{'version':'2.0'},'images':[{'uri':'DATA:image/png;base64,AA=='}]}",
        "{'asset':{'version':'2.0'},'images':[{'uri':'data:,','extras':{'uri':'elsewhere'}}]}",
        "{'asset':{'version':'2.0','extras':{'uri':'https://example.org'}}}",
      })
  void gltf_in_one_piece_is_gltf(String text) throws IOException {
    String json = text.replace('\'', '"');
    assertThat(probe(json)).isEqualTo(nothing(FileFormat.GLTF));
    assertThat(probe(FormatSamples.glb(json))).isEqualTo(nothing(FileFormat.GLB));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'asset':{'version':'2.0'},'buffers':[{'uri':'a.bin','byteLength':3}]}",
        "{'buffers':[{'byteLength':3,'uri':'a.bin'}],'asset':{'version':'2.0'}}",
        "{'asset':{'version':'2.0'},'images':[{'uri':'data:,'},{'uri':'../../other/image.png'}]}",
        "{'asset':{'version':'2.0'},'images':[{'uri':'https://example.org/track.png'}]}",
        "{'asset':{'version':'2.0'},'images':[{'\\u0075ri':'\\u0061.png'}]}",
        "{'asset':{'version':'2.0'},'images':[{'uri':''}]}",
        "{'asset':{'version':'2.0'},'buffers':[{'uri':'a.bin'}],'buffers':[]}",
        "{'asset':{'version':'1.1'},'shaders':{'a':{'uri':'a.vert'}}}",
        "{'asset':{'version':'2.0'},'extensions':{'KHR_audio':{'audio':[{'uri':'a.mp3'}]}}}",
      })
  void gltf_with_outside_files_is_refused(String text) throws IOException {
    String json = text.replace('\'', '"');
    ProbeResult refused = new ProbeResult.Broken("glTF that refers to files outside of it");
    assertThat(probe(json)).isEqualTo(refused);
    assertThat(probe(FormatSamples.glb(json))).isEqualTo(refused);
  }

  @Test
  void gltf_that_no_loader_reads_is_refused() throws IOException {
    assertThat(probe("{\"asset\":{\"version\":\"1.0\"}}"))
        .isEqualTo(new ProbeResult.Broken("glTF 1, which loaders no longer read"));
  }

  private static ProbeResult nothing(FileFormat format) {
    return new ProbeResult.Model(format, 0, 0, Set.of(), false, Set.of(), false);
  }

  @Test
  void a_glb_holds_a_gltf() throws IOException {
    assertThat(probe(FormatSamples.glb("{}")))
        .isEqualTo(new ProbeResult.Broken("GLB without glTF in it"));
    assertThat(probe(FormatSamples.glb("{"))).isInstanceOf(ProbeResult.Broken.class);
    assertThat(probe(FormatSamples.glb("<html>"))).isInstanceOf(ProbeResult.Broken.class);
  }

  private ProbeResult probe(String text) throws IOException {
    return probe(FormatSamples.utf8(text));
  }

  private ProbeResult probe(byte[] content) throws IOException {
    return FormatSamples.probe(directory, content);
  }
}
