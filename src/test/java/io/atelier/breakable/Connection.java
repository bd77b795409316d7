package io.atelier.breakable;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A client's connection, down to what TCP does with it. */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Ends it with a TCP reset: the client is not told that everything was sent. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Says nothing until the client is gone. */
  void hang() throws IOException {
    while (in.read() >= 0) {}
  }

  /** Writes bytes, one at a time. */
  OutputStream dripping(Duration pause) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
          out.write(bytes[i]);
          out.flush();
          LockSupport.parkNanos(pause.toNanos());
        }
      }
    };
  }

  /** Writes so many bytes and drops the rest. */
  OutputStream upTo(long limit) {
    return new FilterOutputStream(out) {
      private long left = limit;

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        int some = (int) Math.min(left, length);
        out.write(bytes, from, some);
        left -= some;
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
