package dagbok.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes one value for an option, or, once the command has its text, all values up to the next
 * option: before that, nobody could tell whether a word is the text or one value more.
 */
final class SeveralBehindText implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
    if (left.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "no value for option " + option.paramLabel());
    }
    List<String> values = new ArrayList<>(option.<List<String>>getValue());
    values.add(left.pop());
    boolean hasText = command.positionalParameters().get(0).getValue() != null;
    while (hasText && !left.isEmpty() && !left.peek().startsWith("-")) {
      values.add(left.pop());
    }
    option.setValue(values);
  }
}
