package dagbok.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes one value for an option, or, once the command has its text, all values up to the next
 * option: before that, nobody could tell whether a word is the text or one value more.
 */
final class SeveralBehindText implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
    Appending.take(left, option, command);
    boolean hasText = command.positionalParameters().get(0).getValue() != null;
    while (hasText && !left.isEmpty() && !left.peek().startsWith("-")) {
      Appending.take(left, option, command);
    }
  }
}
