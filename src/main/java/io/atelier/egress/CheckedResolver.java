package io.atelier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up once, and gives its addresses to the very connection that is made: between check
 * and use nobody can have them changed.
 *
 * <p>One address that is not of the public internet refuses the name: whoever mixes them means
 * mischief.
 */
final class CheckedResolver implements DnsResolver {
  private final DnsResolver names;
  private final Predicate<String> trusted;

  /**
   * A resolver that checks what another one finds.
   *
   * @param trusted hosts that may have any address
   */
  CheckedResolver(DnsResolver names, Predicate<String> trusted) {
    this.names = names;
    this.trusted = trusted;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (!trusted.test(Destination.host(host))) {
      for (InetAddress address : addresses) {
        if (SpecialAddresses.contains(address)) {
          throw new EgressException(EgressException.Reason.REFUSED, null);
        }
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
