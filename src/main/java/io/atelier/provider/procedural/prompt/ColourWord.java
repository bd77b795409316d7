package io.atelier.provider.procedural.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The colours a prompt names, as people mean them rather than as CSS defines them. */
public final class ColourWord {
  private static final Map<String, Integer> COLOURS =
      Map.ofEntries(
          Map.entry("red", 0xc0161c),
          Map.entry("crimson", 0x9c0f2a),
          Map.entry("scarlet", 0xd6231b),
          Map.entry("burgundy", 0x5e1020),
          Map.entry("ruby", 0xa8123a),
          Map.entry("pink", 0xf08cb4),
          Map.entry("magenta", 0xd0209c),
          Map.entry("fuchsia", 0xd42ab0),
          Map.entry("rose", 0xe07a8c),
          Map.entry("orange", 0xe8761a),
          Map.entry("amber", 0xe89a1c),
          Map.entry("coral", 0xf0765c),
          Map.entry("peach", 0xf6b48c),
          Map.entry("yellow", 0xf0cc28),
          Map.entry("gold", 0xd4a22c),
          Map.entry("golden", 0xd8a830),
          Map.entry("lemon", 0xf2e14c),
          Map.entry("green", 0x1f8a3c),
          Map.entry("emerald", 0x0c8f5a),
          Map.entry("jade", 0x2f9c74),
          Map.entry("lime", 0x9cd42c),
          Map.entry("mint", 0x9ce0bc),
          Map.entry("olive", 0x76762a),
          Map.entry("teal", 0x0c7c80),
          Map.entry("turquoise", 0x2cbcb8),
          Map.entry("cyan", 0x24c4e0),
          Map.entry("aqua", 0x40d0d0),
          Map.entry("blue", 0x1c5cc8),
          Map.entry("azure", 0x3c94e8),
          Map.entry("sapphire", 0x123c9c),
          Map.entry("navy", 0x14244e),
          Map.entry("indigo", 0x3a2a94),
          Map.entry("violet", 0x7a3cc8),
          Map.entry("purple", 0x6c22a0),
          Map.entry("amethyst", 0x8c54c0),
          Map.entry("lavender", 0xb8a4e4),
          Map.entry("lilac", 0xc8a8dc),
          Map.entry("brown", 0x6a4426),
          Map.entry("chocolate", 0x4a2a18),
          Map.entry("tan", 0xc09a6c),
          Map.entry("beige", 0xd8c4a0),
          Map.entry("cream", 0xf2e6c8),
          Map.entry("ivory", 0xf0ead6),
          Map.entry("white", 0xf2f2f0),
          Map.entry("silver", 0xb8bcc2),
          Map.entry("grey", 0x84868a),
          Map.entry("gray", 0x84868a),
          Map.entry("charcoal", 0x36383c),
          Map.entry("black", 0x17181b));

  private ColourWord() {}

  /** In the order they are named, each word once. */
  public static List<Oklab> in(Prompt prompt) {
    List<Oklab> colours = new ArrayList<>();
    for (String word : prompt.words().stream().distinct().toList()) {
      Integer rgb = COLOURS.get(word);
      if (rgb != null) {
        colours.add(Oklab.ofSrgb(rgb));
      }
    }
    return List.copyOf(colours);
  }
}
