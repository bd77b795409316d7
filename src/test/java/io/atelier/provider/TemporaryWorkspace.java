package io.atelier.provider;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

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

  /** A picture of a disc on a light ground, like a logo, 640 by 360 pixels. */
  @Override
  public Optional<Path> reference() {
    BufferedImage picture = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 640, 360);
    pen.setColor(new Color(0xc0161c));
    pen.fillOval(170, 30, 300, 300);
    pen.setColor(Color.WHITE);
    pen.fillOval(270, 130, 100, 100);
    pen.dispose();
    Path file = directory.resolve("reference.png");
    try {
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(file);
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

      @Override
      public Optional<Path> reference() {
        return Optional.empty();
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
