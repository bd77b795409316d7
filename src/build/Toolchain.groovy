import org.apache.maven.plugin.internal.DefaultLegacySupport

/** The JDK that maven-toolchains-plugin selected. */
class Toolchain {
  static String home() {
    // The scripting plugin gives its scripts the project only.
    def session = new DefaultLegacySupport().session
    def toolchains = session.container.lookup('org.apache.maven.toolchain.ToolchainManager')
    new File(toolchains.getToolchainFromBuildContext('jdk', session).findTool('java')).parentFile.parent
  }
}
