package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Accepts sounds in this process, in the names of many tenants, as fast as callers can: {@code
 * ?tenants=200&callers=32&seconds=10}.
 */
@WebServlet("/bench/jobs")
public class AcceptProbe extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient JobIntake intake;
  @Resource private transient ManagedExecutorService executor;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    int tenants = Integer.parseInt(request.getParameter("tenants"));
    long end =
        System.nanoTime() + Integer.parseInt(request.getParameter("seconds")) * 1_000_000_000L;
    AtomicInteger next = new AtomicInteger();
    Callable<Void> caller =
        () -> {
          while (System.nanoTime() < end) {
            intake.accept(order("bench-" + next.getAndIncrement() % tenants));
          }
          return null;
        };
    int callers = Integer.parseInt(request.getParameter("callers"));
    List<Future<Void>> calling =
        IntStream.range(0, callers).mapToObj(n -> executor.submit(caller)).toList();
    try {
      for (Future<Void> one : calling) {
        one.get();
      }
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static JobOrder order(String tenant) {
    return new JobOrder(
        new TenantId(tenant),
        new RunId("bench"),
        StepId.generated(),
        "generate_audio",
        new GenerationRequest.SoundEffect("a coin", null, new BigDecimal("0.5")),
        Priority.NORMAL,
        null,
        List.of(),
        null);
  }
}
