package dagbok.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All targets in one: the first byte chooses, in the order of their names. For short runs, in which
 * starting a Java VM for each would take longer than the runs themselves.
 */
class AllFuzzTest {
  private static final String SUFFIX = "FuzzTest.class";

  private record Target(Object test, Method method) {
    private String name() {
      return method.getDeclaringClass().getName() + "::" + method.getName();
    }
  }

  private static final List<Target> TARGETS = targets();

  private static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    try {
      Path classes =
          Path.of(AllFuzzTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
          addTargets(classes.relativize(file).toString(), targets);
        }
      }
    } catch (URISyntaxException | ReflectiveOperationException e) {
      throw new IllegalStateException("fuzz targets can't be found", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    targets.sort(Comparator.comparing(Target::name));
    return List.copyOf(targets);
  }

  private static void addTargets(String file, List<Target> targets)
      throws ReflectiveOperationException {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    Class<?> type = Class.forName(name);
    if (type.equals(AllFuzzTest.class)) {
      return;
    }
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(FuzzTest.class)) {
        method.setAccessible(true);
        targets.add(new Target(test, method));
      }
    }
  }

  @FuzzTest
  void all(byte[] data) throws ReflectiveOperationException {
    if (data.length == 0) {
      return;
    }
    Target target = TARGETS.get((data[0] & 0xff) % TARGETS.size());
    try {
      target.method().invoke(target.test(), (Object) Arrays.copyOfRange(data, 1, data.length));
    } catch (InvocationTargetException e) {
      throw new AssertionError("found by " + target.name(), e.getCause());
    }
  }
}
