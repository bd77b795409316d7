package io.atelier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that are not of the public internet, as IANA's special-purpose registries have
 * them.
 *
 * <p>{@link InetAddress}' own flags miss ten of these ranges. Of IPv6 only 2000::/3 is public, less
 * what embeds an IPv4 address: through a translator or tunnel that would be any address at all.
 */
final class SpecialAddresses {
  private static final List<Range> IPV4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers' customers (CGNAT)
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local; clouds' metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarking
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved; broadcast

  private static final Range GLOBAL_IPV6 = Range.of("2000::/3");
  private static final List<Range> IPV6 =
      ranges(
          "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarking
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, with an IPv4 address in it
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  private SpecialAddresses() {}

  /** Whether an address is one of them. */
  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? in(IPV4, bytes)
        : !GLOBAL_IPV6.contains(bytes) || in(IPV6, bytes) || isIsatap(bytes);
  }

  private static boolean in(List<Range> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  // RFC 5214: an interface identifier of 0000:5efe or 0200:5efe is followed by an IPv4 address.
  private static boolean isIsatap(byte[] address) {
    return (address[8] & ~2) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && address[11] == (byte) 0xfe;
  }

  private static List<Range> ranges(String... texts) {
    return Arrays.stream(texts).map(Range::of).toList();
  }

  private record Range(byte[] first, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/", 2);
      try {
        // A literal: nothing is looked up.
        return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("no address: " + text, e);
      }
    }

    boolean contains(byte[] address) {
      int whole = bits / 8;
      int mask = 0xff00 >> bits % 8 & 0xff;
      return address.length == first.length
          && Arrays.equals(address, 0, whole, first, 0, whole)
          && (mask == 0 || (address[whole] & mask) == (first[whole] & mask));
    }
  }
}
