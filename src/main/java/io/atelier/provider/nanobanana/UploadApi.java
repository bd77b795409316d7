package io.atelier.provider.nanobanana;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The host that keeps what tasks are made from, for a day. */
@Path("/api")
public interface UploadApi extends AutoCloseable {

  /** Keeps a file. */
  @POST
  @Path("/file-base64-upload")
  @Consumes("application/json")
  Response upload(String body);

  @Override
  void close();
}
