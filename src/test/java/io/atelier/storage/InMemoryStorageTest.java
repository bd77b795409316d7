package io.atelier.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class InMemoryStorageTest implements AssetStorageContract {
  @TempDir Path directory;
  private AssetStorage storage;

  @BeforeEach
  void open() {
    storage = new InMemoryStorage(directory);
  }

  @Override
  public AssetStorage storage() {
    return storage;
  }
}
