package io.atelier.generation;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Looks for work once, as a tick of the worker does, and answers how many nanoseconds each step of
 * it took, how much it took, and how many queues it found: {@code take open admit taken queues}.
 */
@WebServlet("/bench/claims")
public class ClaimProbe extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient Admission admission;
  @Inject private transient WorkInHand inHand;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long begin = System.nanoTime();
    int taken = inHand.takeDue().size();
    long took = System.nanoTime();
    List<QueueKey> open = admission.openQueues();
    long opened = System.nanoTime();
    if (!open.isEmpty()) {
      admission.admit(open.get(0));
    }
    long end = System.nanoTime();
    response
        .getWriter()
        .printf("%d %d %d %d %d", took - begin, opened - took, end - opened, taken, open.size());
  }
}
