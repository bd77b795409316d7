package io.atelier.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A workspace in a directory, that remembers what it handed out. */
public final class TemporaryWorkspace implements Workspace {
  private final Path directory;
  private final List<Path> handedOut = new ArrayList<>();

  /** A workspace in that directory, which the test cleans up. */
  public TemporaryWorkspace(Path directory) {
    this.directory = directory;
  }

  @Override
  public Path newFile() {
    try {
      Path file = Files.createTempFile(directory, "result", null);
      handedOut.add(file);
      return file;
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  @Override
  public ResultWriter newWriter() {
    return writer(newFile());
  }

  /** A workspace whose files are all that one, which may be a device. */
  public static Workspace ofOne(Path file) {
    return new Workspace() {
      @Override
      public Path newFile() {
        return file;
      }

      @Override
      public ResultWriter newWriter() {
        return writer(file);
      }
    };
  }

  private static ResultWriter writer(Path file) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
    return new ResultWriter() {
      @Override
      public Path path() {
        return file;
      }

      @Override
      public int write(ByteBuffer bytes) {
        try {
          return channel.write(bytes);
        } catch (IOException e) {
          throw new WorkspaceException(e);
        }
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Every file so far, in order. */
  public List<Path> handedOut() {
    return handedOut;
  }
}
