package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Metals by the colour of their mirror, and the words for them. */
enum Metal {
  ROSE_GOLD(0xf0b8a0, "rosegold roségold rosé"),
  GOLD(
      0xffc45a,
      "gold golden gilded goldene goldener goldenes goldenen goldenem doré dorée dorado dorada oro "
          + "dourado dourada ouro dorato dorata gouden goud gyllene guld złoty złota złoto золотой "
          + "золотая золотое золото altın χρυσός ذهبي ذهبية ذهب सोना सुनहरा 金 ゴールド 황금 골드 ทอง"),
  SILVER(
      0xf3f2ee,
      "silver silbern silberne silbernes silberner silber argent argenté plata plateado prata argento "
          + "zilver серебряный серебро gümüş chrome chromed platinum mirror فضي 銀 银 シルバー 은색"),
  BRONZE(0xd09050, "bronze bronzen bronce bronzo бронза бронзовый bronz 青铜 ブロンズ 청동"),
  COPPER(0xf2a27c, "copper kupfer cuivre cobre rame медь медный bakır 铜 銅 구리"),
  BRASS(0xe6c668, "brass messing laiton latón ottone латунь 黄铜 真鍮"),
  STEEL(
      0xc8cbd0, "steel iron metal metallic stahl eisen acier fer acero hierro сталь железо 钢 鋼 강철"),
  GUNMETAL(0x4a4d55, "gunmetal titanium graphite titan obsidian carbon");

  private static final List<Metal> ALL = List.of(values());

  private final int rgb;

  // Set.copyOf and Set.of make no others.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> words;

  Metal(int rgb, String words) {
    this.rgb = rgb;
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
  }

  float[] colour() {
    return Srgb.linear(rgb);
  }

  int rgb() {
    return rgb;
  }

  /** The metals a prompt names, the plain word metal last, each once. */
  static List<Metal> in(Prompt prompt) {
    if (prompt.says("rose rosé") && prompt.says("gold")) {
      return List.of(ROSE_GOLD);
    }
    return ALL.stream().filter(metal -> metal.isIn(prompt)).toList();
  }

  /** Whether a word is only a metal's name here, not the colour of something else. */
  static boolean names(String word) {
    return ALL.stream().anyMatch(metal -> metal.words.contains(word));
  }

  private boolean isIn(Prompt prompt) {
    return prompt.words().stream().anyMatch(this::isIn);
  }

  /** Scripts without spaces put the metal and the thing in one word. */
  private boolean isIn(String word) {
    return words.contains(word)
        || (word.charAt(0) > '\u2e80'
            && words.stream().anyMatch(name -> name.charAt(0) > '\u2e80' && word.contains(name)));
  }
}
