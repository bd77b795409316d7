package io.atelier.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window, rendering in software. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** A fresh one; without Chromium the test is skipped, but in CI it fails. */
  static Chromium start() {
    boolean there = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    if (System.getenv("CI") != null) {
      assertThat(there).as("chromium and chromium-driver are installed").isTrue();
    }
    assumeTrue(there, "needs Debian's packages chromium and chromium-driver");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--enable-unsafe-swiftshader",
        "--autoplay-policy=no-user-gesture-required",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run");
    options.setCapability("goog:loggingPrefs", logs);
    options.setAcceptInsecureCerts(true); // the secure port's is the server's own
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
    return new Chromium(driver);
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** What the page and the network wrote to the console that is worse than a remark. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Writes into the field of that id; a line break sends its form. */
  void write(String id, String text) {
    driver.findElement(By.id(id)).sendKeys(text);
  }

  /** Clicks on the first thing shown that says just that. */
  void click(String label) {
    await(label, () -> shown("//*[normalize-space(text())='" + label + "']").isPresent());
    shown("//*[normalize-space(text())='" + label + "']").orElseThrow().click();
  }

  /** Waits until the page shows text of that pattern, from any line to any other. */
  void awaitText(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    await(pattern, () -> wanted.matcher(text()).find());
  }

  /** Waits until the page shows something that it calls so to whoever does not see it. */
  void awaitLabel(String label) {
    await(label, () -> shown("//*[@aria-label='" + label + "']").isPresent());
  }

  private Optional<WebElement> shown(String path) {
    return driver.findElements(By.xpath(path)).stream().filter(WebElement::isDisplayed).findFirst();
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isNow(condition)) {
      assertThat(System.nanoTime()).as("no %s in %s", what, text()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static boolean isNow(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false; // it is just being replaced
    }
  }

  private String text() {
    try {
      return driver.findElement(By.tagName("body")).getText();
    } catch (StaleElementReferenceException | NoSuchElementException e) {
      return ""; // it is just being replaced
    }
  }

  /** Keeps a picture of the page. */
  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
