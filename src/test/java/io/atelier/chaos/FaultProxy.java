package io.atelier.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line between the nodes and the provider that a test may cut, without being root: every
 * connection reset, or every byte held back until the line is whole again, when it is delivered
 * after all.
 */
final class FaultProxy implements AutoCloseable {
  /** What the line does. */
  enum State {
    WHOLE,
    RESETTING,
    HOLDING
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.WHOLE;

  /** A line to that port of the loopback interface. */
  FaultProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void set(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (next == State.RESETTING) {
      open.forEach(FaultProxy::reset);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      if (now() == State.RESETTING) {
        reset(client);
        open.remove(client);
        return;
      }
      Socket provider = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(provider);
      client.setTcpNoDelay(true);
      provider.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pump(client, provider));
      Thread.ofVirtual().start(() -> pump(provider, client));
    } catch (IOException e) {
      reset(client);
      open.remove(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      byte[] bytes = new byte[16_384];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (whole() == State.RESETTING) {
          break;
        }
        to.getOutputStream().write(bytes, 0, n);
      }
      whole();
      to.shutdownOutput();
      if (from.isOutputShutdown()) {
        from.close();
        to.close();
        open.remove(from);
        open.remove(to);
      }
    } catch (IOException e) {
      // Whoever ended it, the other end has to know in the same way.
      reset(from);
      reset(to);
      open.remove(from);
      open.remove(to);
    }
  }

  /** Waits until bytes go through, or are refused. */
  private State whole() {
    lock.lock();
    try {
      while (state == State.HOLDING) {
        changed.awaitUninterruptibly();
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  private State now() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      open.forEach(FaultProxy::reset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
