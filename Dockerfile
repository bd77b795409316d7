# Production: the server, the WAR and the driver. The database is yours (DB_HOST DB_PORT DB_NAME DB_USER DB_PASSWORD); so are
# PUBLIC_BASE_URL, MP_JWT_VERIFY_AUDIENCES and MP_JWT_VERIFY_PUBLICKEY or MP_JWT_VERIFY_PUBLICKEY_LOCATION, without which it
# does not start.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -DskipTests package dependency:copy@server-parts
RUN liberty/assemble target/server/openliberty-runtime.zip target/atelier.war target/server/postgresql.jar /opt/atelier

FROM eclipse-temurin:25-jre
COPY --from=build /opt/atelier /opt/atelier
RUN useradd --system --uid 1001 atelier \
 && install -d -o atelier -m 0700 /var/lib/atelier \
 && chown atelier /opt/atelier/output
USER atelier

ENV ATELIER_DATA_DIR=/var/lib/atelier \
    ASSET_STORAGE_DIR=/var/lib/atelier/assets \
    HTTP_HOST=* \
    HTTPS_HOST=* \
    WLP_LOGGING_CONSOLE_FORMAT=JSON \
    WLP_LOGGING_CONSOLE_SOURCE=message \
    WLP_LOGGING_CONSOLE_LOGLEVEL=INFO
VOLUME /var/lib/atelier

# 9080 is the public one, behind your TLS proxy. 9443 is for operators (admin center, health, metrics): do not publish it to
# the world.
EXPOSE 9080 9443
# -k: its certificate is its own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD curl -fsk "https://localhost:${HTTPS_PORT:-9443}/health/ready" > /dev/null || exit 1

ENTRYPOINT ["/opt/atelier/entrypoint"]
