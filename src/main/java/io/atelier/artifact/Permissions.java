package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.Tenants;
import io.atelier.tenant.TokenVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may read which asset (FR-003): whoever has a token of its tenant, or a URL signed for it.
 *
 * <p>With neither it is 401, with a signature that is wrong or over 403, with a token of another
 * tenant 404: always alike, whether or not the asset exists, before anything is looked up.
 *
 * <p>The one servlet has it to itself: a client proxy would call what is not public by reflection,
 * for every asset.
 */
@Dependent
class Permissions {
  private static final String BEARER = "Bearer ";
  private static final int MOST_PATHS = 10_000;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  @Inject TokenVerifier tokens;
  @Inject Tenants tenants;
  @Inject SignedLinks links;
  @Inject Clock clock;

  // A path is parsed once, not by everybody who asks for it.
  private final Cache<String, AssetPath> paths =
      Caffeine.newBuilder().maximumSize(MOST_PATHS).build();

  /**
   * What a request may read.
   *
   * @throws ProblemException {@code UNAUTHENTICATED}, {@code FORBIDDEN}, {@code INVALID_SIGNATURE}
   *     or {@code NOT_FOUND}
   */
  Permission of(HttpServletRequest request) {
    return SignedLinks.isSigned(request.getQueryString()) ? signed(request) : byToken(request);
  }

  private Permission signed(HttpServletRequest request) {
    SignedLinks.Verified verified =
        links
            .verify(request.getRequestURI(), request.getQueryString(), () -> parse(request))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.INVALID_SIGNATURE,
                        "The URL's signature is not valid or has expired; ask for a new one."));
    requireOpen(verified.path().tenant());
    return new Permission(verified.path(), Duration.between(clock.instant(), verified.end()));
  }

  private void requireOpen(TenantId tenant) {
    if (tenants.isClosed(tenant)) {
      throw new ProblemException(
          ErrorCode.TENANT_CLOSED, "This tenant is closed; ask the operator.");
    }
  }

  private Permission byToken(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new ProblemException(
          ErrorCode.UNAUTHENTICATED, "Send a valid token in the Authorization header.");
    }
    Caller caller = tokens.verify(header.substring(BEARER.length()).strip());
    if (!caller.groups().contains(Group.CREATOR)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "This needs a token of the group " + Group.CREATOR + ".");
    }
    requireOpen(caller.tenant());
    return path(request, caller.tenant())
        .map(asset -> new Permission(asset, FOR_EVER))
        .orElseThrow(Permissions::nothing);
  }

  // Only one's own is remembered: else the time it takes would tell what others ask for.
  private Optional<AssetPath> path(HttpServletRequest request, TenantId tenant) {
    String uri = request.getRequestURI();
    if (!uri.startsWith(request.getContextPath() + AssetPath.PREFIX + tenant + "/")) {
      return Optional.empty();
    }
    AssetPath known = paths.getIfPresent(uri);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<AssetPath> parsed = parse(request);
    parsed.ifPresent(path -> paths.put(uri, path));
    return parsed;
  }

  // A path with an encoded or matrix part has another raw form; only one spelling is served.
  private static Optional<AssetPath> parse(HttpServletRequest request) {
    return Optional.ofNullable(request.getPathInfo())
        .filter(path -> request.getRequestURI().equals(request.getContextPath() + "/assets" + path))
        .flatMap(path -> AssetPath.parse(path.substring(1)));
  }

  /** There is no such asset, or it is somebody else's. */
  static ProblemException nothing() {
    return new ProblemException(ErrorCode.NOT_FOUND, "No asset has this path, or it is not yours.");
  }

  /**
   * The right to read one asset.
   *
   * @param lasts how long a browser may keep what it reads
   */
  record Permission(AssetPath path, Duration lasts) {}
}
