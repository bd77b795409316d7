package io.atelier.media.codec.child;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * One thing to do, named by the first argument; what it reads comes on standard input, what it
 * gives goes to standard output, and what it says to standard error.
 *
 * <p>Ends with 0 when it is done, {@link #REFUSED} when the media or the request cannot be, and
 * with anything else when it broke. Ends as soon as standard input does: then nobody waits for it.
 */
public final class Main {
  public static final int REFUSED = 2;

  private static final int BROKEN = 3;
  private static final int ORPHANED = 4;

  private static final int BUFFER = 1 << 16;

  /** No single buffer is larger, whatever a file says about itself. */
  private static final long MAX_BUFFER = 256L << 20;

  private Main() {}

  public static void main(String[] arguments) {
    int code = BROKEN;
    try {
      av_log_set_level(AV_LOG_ERROR);
      av_max_alloc(MAX_BUFFER);
      run(arguments[0], new Arguments(Arrays.copyOfRange(arguments, 1, arguments.length)));
      code = 0;
    } catch (Refusal e) {
      System.err.println(e.getMessage());
      code = REFUSED;
    } catch (IOException | RuntimeException | Error e) {
      System.err.println(e);
    }
    System.err.flush();
    // Not by returning: no finalizer of native memory is worth waiting for.
    Runtime.getRuntime().halt(code);
  }

  private static void run(String task, Arguments arguments) throws IOException {
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, BUFFER));
    switch (task) {
      case "encode-audio" -> Encoding.audio(arguments, in);
      case "encode-video" -> Encoding.video(arguments, in);
      case "decode-audio" -> {
        endWith(in);
        Decoding.audio(arguments, out);
      }
      case "decode-video" -> {
        endWith(in);
        Decoding.video(arguments, out);
      }
      case "remux" -> {
        endWith(in);
        Refitting.remux(arguments);
      }
      case "retime" -> {
        endWith(in);
        Refitting.retime(arguments);
      }
      case "transcode" -> {
        endWith(in);
        Refitting.transcode(arguments);
      }
      default -> throw new IllegalArgumentException(task);
    }
  }

  /** Ends the program with its parent, from when nothing more is to be read. */
  static void endWith(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                if (in.read() >= 0) {
                  return; // never sent
                }
              } catch (IOException e) {
                System.err.println(e);
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }
}
