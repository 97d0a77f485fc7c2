package dagbok.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Adds one value to those that an option has: picocli itself begins a new list when an option that
 * stood before the command is repeated behind it.
 */
final class Appending implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
    take(left, option, command);
  }

  /** Moves the next word to the option's values. */
  static void take(Stack<String> left, ArgSpec option, CommandSpec command) {
    if (left.isEmpty() || command.optionsMap().containsKey(left.peek())) {
      throw new ParameterException(
          command.commandLine(), "an option lacks its value (" + option.paramLabel() + ")");
    }
    List<String> values = new ArrayList<>(option.<List<String>>getValue());
    values.add(left.pop());
    option.setValue(values);
  }
}
