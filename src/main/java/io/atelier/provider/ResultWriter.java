package io.atelier.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Takes a result from its first byte to its last; to be closed before the result is named in a
 * {@link ProviderSnapshot.Succeeded}. Used by one thread at a time.
 */
public interface ResultWriter extends WritableByteChannel {

  /** The file that holds it then. */
  Path path();

  /**
   * Writes all of it.
   *
   * @throws ResultTooLargeException if there are more bytes than its type may have, which is the
   *     provider's failure
   * @throws WorkspaceException if the store cannot be written, which is not
   */
  @Override
  int write(ByteBuffer bytes) throws IOException;
}
