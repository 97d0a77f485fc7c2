package dagbok.cli.http;

/** Is told how an exchange goes on; called by the thread that runs it. */
public interface Transfer {
  /** Tells nobody. */
  Transfer SILENT =
      new Transfer() {
        @Override
        public void moved(long bytes) {}

        @Override
        public void waited() {}
      };

  /** So many bytes of a body more were sent or received. */
  void moved(long bytes);

  /** Another second went by in which no byte moved. */
  void waited();
}
