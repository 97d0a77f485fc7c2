package dagbok.ipfs.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.ipfs.IpfsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
  private static final long QUOTA_BYTES = 1L << 20;

  @TempDir Path folder;

  /** Whoever goes through all blocks, as a move does, must be able to go on. */
  @Test
  void damagedBlockIsAFailureOfTheIpfsNodeAndNotOfTheProgram() throws Exception {
    Path file = folder.resolve("ipfs.db");
    Block block = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});
    try (EmbeddedStore store = EmbeddedStore.open(file, QUOTA_BYTES, Clock.systemUTC())) {
      store.blocks().put(List.of(block));
      try (Connection disk = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = disk.createStatement()) {
        statement.executeUpdate("UPDATE block SET bytes = x'010203ff'");
      }

      assertThatThrownBy(() -> store.blocks().local(block.cid()))
          .isInstanceOf(IpfsException.class)
          .hasMessageContaining(block.cid() + " is damaged");
    }
  }
}
