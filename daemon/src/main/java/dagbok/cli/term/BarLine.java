package dagbok.cli.term;

import me.tongfei.progressbar.ProgressBarConsumer;

/** The line of standard error in which a bar is drawn, again and again. */
final class BarLine implements ProgressBarConsumer {
  private final Terminal terminal;

  BarLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return terminal.width() - 1;
  }

  @Override
  public void accept(String bar) {
    terminal.err().print("\r" + bar);
    terminal.err().flush();
  }

  @Override
  public void clear() {
    accept(" ".repeat(getMaxRenderedLength()) + "\r");
  }

  @Override
  public void close() {
    terminal.err().print("\n");
    terminal.err().flush();
  }
}
