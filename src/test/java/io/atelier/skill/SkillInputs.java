package io.atelier.skill;

import io.atelier.problem.Problems;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Inputs of every skill, good and bad, for whoever reads inputs. */
public final class SkillInputs {
  private static final String TEXT = "x".repeat(2000);
  private static final String FACE = "😀";
  private static final String ID = "0197a4a0-0000-7000-8000-000000000001";

  private SkillInputs() {}

  /**
   * One input of a skill.
   *
   * @param good whether it is to be taken
   */
  public record Case(String skill, String input, boolean good) {
    /** The input as JSON. */
    public JsonObject json() {
      return Problems.object(input);
    }

    /** The input as it is sent: what is escaped stays so. */
    public String text() {
      return input.replace('\'', '"');
    }

    @Override
    public String toString() {
      String shown = input.length() < 120 ? input : input.substring(0, 120) + "…";
      return (good ? "good " : "bad ") + skill + " " + shown;
    }
  }

  /** All of them. */
  public static Stream<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String video : List.of("generate_intro_video_loop", "generate_outcome_animation")) {
      prompts(cases, video);
      numbers(cases, video, "duration_seconds", "4", "15", "3.999", "15.001", "4.0001");
      good(cases, video, "{'prompt':'x','duration_seconds':4.125}");
      names(cases, video, "resolution", "480p", "720p", "1080p");
      names(cases, video, "aspect_ratio", "16:9", "9:16", "1:1");
      references(cases, video);
    }
    sounds(cases);
    music(cases);
    models(cases);
    prompts(cases, "generate_texture");
    numbers(cases, "generate_texture", "size", "512", "4096", "511", "4097", "1024.5");
    flags(cases, "generate_texture", "seamless");
    good(cases, "generate_texture", "{'prompt':'x','maps':['normal']}");
    good(cases, "generate_texture", "{'prompt':'x','maps':['orm','base_color','normal']}");
    bad(cases, "generate_texture", "{'prompt':'x','maps':[]}");
    bad(cases, "generate_texture", "{'prompt':'x','maps':['normal','normal']}");
    bad(cases, "generate_texture", "{'prompt':'x','maps':['height']}");
    bad(cases, "generate_texture", "{'prompt':'x','maps':[null]}");
    bad(cases, "generate_texture", "{'prompt':'x','maps':'normal'}");
    prompts(cases, "generate_image");
    numbers(cases, "generate_image", "width", "512", "4096", "511", "4097", "600.5");
    numbers(cases, "generate_image", "height", "512", "4096", "511", "4097", "600.5");
    references(cases, "generate_image");
    prompts(cases, "generate_environment_map");
    numbers(cases, "generate_environment_map", "size", "1024", "4096", "1022", "4098", "1025");
    return cases.stream();
  }

  private static void sounds(List<Case> cases) {
    String audio = "generate_audio";
    good(cases, audio, "{'type':'sfx','prompt':'coins'}");
    good(cases, audio, "{'type':'sfx','interaction':'win','prompt':null}");
    good(cases, audio, "{'type':'sfx','interaction':'win','prompt':'coins','duration_seconds':5}");
    good(cases, audio, "{'type':'sfx','interaction':'win','style':null,'instrumental':null}");
    good(cases, audio, "{'type':'sfx','interaction':'confetti','duration_seconds':0.5}");
    for (String wrong :
        List.of(
            "{}",
            "{'type':null,'interaction':'win'}",
            "{'type':'noise','interaction':'win'}",
            "{'type':'SFX','interaction':'win'}",
            "{'type':7,'interaction':'win'}",
            "{'type':['sfx'],'interaction':'win'}",
            "{'interaction':'win'}",
            "{'type':'sfx'}",
            "{'type':'sfx','prompt':null}",
            "{'type':'sfx','prompt':null,'interaction':null}",
            "{'type':'sfx','prompt':''}",
            "{'type':'sfx','interaction':'jackpot'}",
            "{'type':'sfx','interaction':'win','duration_seconds':0.499}",
            "{'type':'sfx','interaction':'win','duration_seconds':5.001}",
            "{'type':'sfx','interaction':'win','duration_seconds':1.0001}",
            "{'type':'sfx','interaction':'win','duration_seconds':'1'}",
            "{'type':'sfx','interaction':'win','style':'pop'}",
            "{'type':'sfx','interaction':'win','instrumental':true}",
            "{'type':'sfx','interaction':'win','volume':1}")) {
      bad(cases, audio, wrong);
    }
  }

  private static void music(List<Case> cases) {
    String audio = "generate_audio";
    good(cases, audio, "{'type':'bgm','prompt':'calm','interaction':null}");
    good(cases, audio, "{'type':'bgm','prompt':'calm','style':'hip-hop','instrumental':false}");
    good(cases, audio, "{'type':'bgm','prompt':'calm','duration_seconds':120.000}");
    for (String wrong :
        List.of(
            "{'type':'bgm'}",
            "{'type':'bgm','prompt':null}",
            "{'type':'bgm','prompt':' '}",
            "{'type':'bgm','prompt':'calm','interaction':'win'}",
            "{'type':'bgm','prompt':'calm','style':'polka'}",
            "{'type':'bgm','prompt':'calm','instrumental':'yes'}",
            "{'type':'bgm','prompt':'calm','duration_seconds':29.999}",
            "{'type':'bgm','prompt':'calm','duration_seconds':120.001}")) {
      bad(cases, audio, wrong);
    }
  }

  private static void models(List<Case> cases) {
    String model = "generate_3d_asset";
    prompts(cases, model);
    good(cases, model, "{'prompt':'a wheel'}");
    good(cases, model, "{'prompt':'a wheel','style':'neon'}");
    bad(cases, model, "{'prompt':'a wheel','style':''}");
    good(cases, model, "{'reference_artifact':'" + ID + "'}");
    good(cases, model, "{'prompt':null,'reference_artifact':'" + ID + "'}");
    bad(cases, model, "{}");
    bad(cases, model, "{'max_triangles':500}");
    bad(cases, model, "{'prompt':null}");
    bad(cases, model, "{'prompt':null,'reference_artifact':null}");
    numbers(cases, model, "max_triangles", "100", "50000", "99", "50001", "500.5");
    references(cases, model);
  }

  private static void prompts(List<Case> cases, String skill) {
    for (String text :
        List.of("x", TEXT, FACE.repeat(2000), "\\u00a0", "\\ufeff", " x ", "\\u2007", "a\\nb")) {
      good(cases, skill, "{'prompt':'" + text + "'}");
    }
    good(cases, skill, "{'prompt':'x','style':'neon'}");
    good(cases, skill, "{'prompt':'x','style':null}");
    for (String text :
        List.of(
            "",
            " ",
            "\\t\\n",
            "\\u3000\\u2028",
            "\\u001c",
            TEXT + "x",
            FACE.repeat(2001),
            "a\\u0000",
            "\\ud800",
            "a\\udc00b")) {
      bad(cases, skill, "{'prompt':'" + text + "'}");
    }
    for (String wrong :
        List.of(
            "{}",
            "{'prompt':null}",
            "{'prompt':7}",
            "{'prompt':['x']}",
            "{'Prompt':'x'}",
            "{'prompt':'x','colour':'red'}",
            "{'prompt':'x','colour':null}",
            "{'prompt':'x','':1}",
            "{'prompt':'x','style':''}",
            "{'prompt':'x','style':'" + "x".repeat(201) + "'}")) {
      bad(cases, skill, wrong);
    }
  }

  private static void numbers(
      List<Case> cases, String skill, String field, String least, String most, String... wrong) {
    for (String value : List.of(least, most, most + ".0", most + "e0", "null")) {
      good(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
    for (String value : wrong) {
      bad(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
    for (String value : List.of("'" + least + "'", "true", "[]", "{}", "-1", "1e300")) {
      bad(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
  }

  private static void names(List<Case> cases, String skill, String field, String... names) {
    for (String name : names) {
      good(cases, skill, "{'prompt':'x','" + field + "':'" + name + "'}");
    }
    good(cases, skill, "{'prompt':'x','" + field + "':null}");
    for (String value : List.of("''", "'" + names[0] + " '", "'other'", "7", "[]")) {
      bad(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
  }

  private static void flags(List<Case> cases, String skill, String field) {
    for (String value : List.of("true", "false", "null")) {
      good(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
    for (String value : List.of("'true'", "0", "[]")) {
      bad(cases, skill, "{'prompt':'x','" + field + "':" + value + "}");
    }
  }

  private static void references(List<Case> cases, String skill) {
    good(cases, skill, "{'prompt':'x','reference_artifact':'" + ID + "'}");
    good(cases, skill, "{'prompt':'x','reference_artifact':null}");
    for (String value :
        List.of(
            "''", "'1-1-1-1-1'", "'" + ID.toUpperCase(Locale.ROOT) + "'", "'" + ID + "0'", "7")) {
      bad(cases, skill, "{'prompt':'x','reference_artifact':" + value + "}");
    }
  }

  private static void good(List<Case> cases, String skill, String input) {
    cases.add(new Case(skill, input, true));
  }

  private static void bad(List<Case> cases, String skill, String input) {
    cases.add(new Case(skill, input, false));
  }
}
