package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which shading language a sequence of tokens is in, by phrases that only one of them has; a phrase
 * of a scripting language makes it neither.
 *
 * <p>GLSL's built-in names prove nothing against WGSL: translators keep them as names of variables.
 */
final class ShaderLanguage {
  private static final Set<String> WGSL_ATTRIBUTES =
      Set.of("vertex", "fragment", "compute", "group", "binding", "builtin", "location");
  private static final Set<String> WGSL_NUMBERS = Set.of("f16", "f32", "i32", "u32");
  private static final Set<String> ADDRESS_SPACES =
      Set.of("private", "workgroup", "uniform", "storage", "function");

  /** Reserved in both languages for no use, and used in most others. */
  private static final Set<String> RESERVED =
      Set.of(
          "class",
          "enum",
          "extern",
          "goto",
          "interface",
          "namespace",
          "public",
          "static",
          "template",
          "this",
          "typedef",
          "union",
          "using");

  private static final Set<String> PRECISIONS = Set.of("lowp", "mediump", "highp");
  private static final Set<String> QUALIFIERS =
      Set.of("uniform", "varying", "attribute", "in", "out");
  private static final Pattern GLSL_TYPE =
      Pattern.compile(
          "float|int|uint|bool|double|[iubd]?vec[234]|mat[234](x[234])?|[iu]?(sampler|image)[123A-Z]\\w*");
  private static final Pattern GLSL_VECTOR = Pattern.compile("[iub]?vec[234]|mat[234]");
  private static final Pattern PARAMETER =
      Pattern.compile("const|in|out|inout|lowp|mediump|highp|float|[iub]?vec[234]|mat[234]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern SWIZZLE = Pattern.compile("[xyzwrgbastpq]{1,4}");

  /** The last tokens, the newest first. */
  private final String[] last = {"", "", "", "", ""};

  private boolean wgsl;
  private boolean glsl;
  private boolean onlyGlsl;

  /** The directive that only GLSL has. */
  void version() {
    onlyGlsl = true;
    glsl = true;
  }

  void see(String token) throws MalformedMedia {
    System.arraycopy(last, 0, last, 1, last.length - 1);
    last[0] = token;
    require(!foreign(), "text in a language that is none of shaders");
    wgsl |= wgslPhrase();
    onlyGlsl |= phrase("void", "main", "(");
    glsl |= onlyGlsl || glslPhrase();
  }

  FileFormat format() throws MalformedMedia {
    require(wgsl || glsl, "text that is neither JSON nor a shader");
    require(!wgsl || !onlyGlsl, "text in two shading languages");
    return wgsl ? FileFormat.WGSL : FileFormat.GLSL;
  }

  private boolean foreign() {
    return RESERVED.contains(last[0])
        || phrase("=", ">")
        || phrase(":", ":")
        || phrase("=", "=", "=")
        || (last[1].equals("function") && name(last[0]));
  }

  private boolean wgslPhrase() {
    return (last[1].equals("@") && WGSL_ATTRIBUTES.contains(last[0]))
        || (last[2].equals("fn") && name(last[1]) && last[0].equals("("))
        || wgslNumber()
        || (last[2].equals("var") && last[1].equals("<") && ADDRESS_SPACES.contains(last[0]));
  }

  /** Whether a number's type has just been given, as in {@code const e: f32 =}. */
  private boolean wgslNumber() {
    return last[2].equals(":") && WGSL_NUMBERS.contains(last[1]) && ",;=)}".contains(last[0]);
  }

  private boolean glslPhrase() {
    return switch (last[0]) {
      case "(" -> name(last[1]) && GLSL_VECTOR.matcher(last[2]).matches();
      case ";", "[", "," -> declaration();
      case "=" ->
          declaration()
              || last[1].startsWith("gl_")
              || (name(last[1]) && last[2].equals("(") && last[3].equals("layout"));
      case "std140", "std430" -> last[1].equals("(") && last[2].equals("layout");
      default ->
          parameter()
              || (last[2].equals("precision") && PRECISIONS.contains(last[1]) && type(last[0]))
              || (last[2].startsWith("gl_")
                  && last[1].equals(".")
                  && SWIZZLE.matcher(last[0]).matches());
    };
  }

  /** Whether a qualified declaration has just been named. */
  private boolean declaration() {
    return name(last[1])
        && type(last[2])
        && (QUALIFIERS.contains(last[3])
            || (PRECISIONS.contains(last[3]) && QUALIFIERS.contains(last[4])));
  }

  /** Whether a function's first parameter has just begun, as in {@code float noise(in}. */
  private boolean parameter() {
    return last[1].equals("(")
        && name(last[2])
        && (last[3].equals("float") || last[3].equals("bool"))
        && PARAMETER.matcher(last[0]).matches();
  }

  private boolean phrase(String... tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (!last[i].equals(tokens[tokens.length - 1 - i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean type(String token) {
    return GLSL_TYPE.matcher(token).matches();
  }

  private static boolean name(String token) {
    return NAME.matcher(token).matches();
  }
}
