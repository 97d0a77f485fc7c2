package dagbok.dag;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is read of a state, by the names of its methods: calls, and rows in what they give.
 */
final class CountingState {
  private final State state;
  private final Map<String, Long> counts = new HashMap<>();

  CountingState(State state) {
    this.state = state;
  }

  State counted() {
    return (State)
        Proxy.newProxyInstance(
            State.class.getClassLoader(),
            new Class<?>[] {State.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(state, arguments);
      long rows = result instanceof List<?> list ? list.size() : 0;
      counts.merge(method.getName(), 1 + rows, Long::sum);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** How much was read by this method since {@link #reset}. */
  long of(String method) {
    return counts.getOrDefault(method, 0L);
  }

  void reset() {
    counts.clear();
  }
}
