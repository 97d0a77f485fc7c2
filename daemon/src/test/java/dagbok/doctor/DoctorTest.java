package dagbok.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.testing.LogTap;
import dagbok.testing.StepClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final StepClock clock = new StepClock();
  private final AtomicInteger looks = new AtomicInteger();

  /** One that finds these, each broken. */
  private Check check(String code, Set<String> causes, String... found) {
    return new Check() {
      @Override
      public String code() {
        return code;
      }

      @Override
      public String title() {
        return "Good is " + code;
      }

      @Override
      public Set<String> causes() {
        return causes;
      }

      @Override
      public List<Finding> look() {
        looks.incrementAndGet();
        return List.of(found).stream().map(text -> Finding.broken(text, "dagbok run")).toList();
      }
    };
  }

  @Test
  void causeHidesAllThatFollowsAndNamesItself() {
    Doctor doctor =
        new Doctor(
            List.of(
                check("root", Set.of(), "gone"),
                check("next", Set.of("root"), "follows"),
                check("last", Set.of("next"), "follows too"),
                check("apart", Set.of(), "one", "two")),
            clock);

    assertThat(doctor.examine())
        .extracting(r -> r.code() + " " + r.state() + " " + r.text() + r.because().orElse(""))
        .containsExactly(
            "root BROKEN gone",
            "next HIDDEN Good is nextroot",
            "last HIDDEN Good is lastroot",
            "apart BROKEN one",
            "apart BROKEN two");
    assertThat(looks).hasValue(2);
  }

  @Test
  void whatIsWellHidesNothing() {
    Doctor doctor =
        new Doctor(List.of(check("a", Set.of()), check("b", Set.of("a"), "wrong")), clock);

    assertThat(doctor.examine())
        .extracting(Report::state)
        .containsExactly(Report.State.WELL, Report.State.BROKEN);
  }

  @Test
  void checkThatFailsIsAWarningAndStopsNoOther() {
    Check failing =
        new Check() {
          @Override
          public String code() {
            return "failing";
          }

          @Override
          public String title() {
            return "It works";
          }

          @Override
          public List<Finding> look() {
            throw new IllegalStateException("oops");
          }
        };
    try (LogTap log = new LogTap("dagbok.doctor")) {
      List<Report> reports = new Doctor(List.of(failing, check("b", Set.of())), clock).examine();

      assertThat(reports.get(0).state()).isEqualTo(Report.State.WARNING);
      assertThat(reports.get(0).text()).isEqualTo("Whether it works can't be told: oops");
      assertThat(reports.get(1).state()).isEqualTo(Report.State.WELL);
      assertThat(log.lines()).containsExactly("the check failing failed");
    }
  }

  @Test
  void monitorsAreToldWhatWasFoundAMomentAgo() {
    Doctor doctor = new Doctor(List.of(check("a", Set.of())), clock);

    doctor.recent();
    clock.step(Doctor.RECENT.minusMillis(1));
    doctor.recent();
    assertThat(looks).hasValue(1);
    clock.step(Duration.ofMillis(1));
    doctor.recent();
    assertThat(looks).hasValue(2);
    clock.step(Duration.ofDays(-1));
    doctor.recent();
    assertThat(looks).as("a clock that went back").hasValue(3);
  }

  @Test
  void ofMuchTheRestIsCounted() {
    List<Finding> much = Collections.nCopies(23, Finding.broken("one", "mend it"));

    List<Report> reports = new Doctor(List.of(finding("a", much)), clock).examine();

    assertThat(reports).hasSize(21);
    assertThat(reports.get(20).text()).isEqualTo("And 3 more of these");
  }

  private static Check finding(String code, List<Finding> found) {
    return new Check() {
      @Override
      public String code() {
        return code;
      }

      @Override
      public String title() {
        return "It is well";
      }

      @Override
      public List<Finding> look() {
        return List.copyOf(found);
      }
    };
  }

  @Test
  void checksStandBehindTheirCauses() {
    assertThatThrownBy(
            () -> new Doctor(List.of(check("b", Set.of("a")), check("a", Set.of())), clock))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Doctor(List.of(check("a", Set.of()), check("a", Set.of())), clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void watchSaysWhatIsNewAndWhatIsOver() {
    List<Finding> found = new ArrayList<>();
    Check check = finding("disk-full", found);
    AtomicInteger changes = new AtomicInteger();
    Watch watch = new Watch(new Doctor(List.of(check), clock), changes::incrementAndGet);
    try (LogTap log = new LogTap("dagbok.doctor")) {
      watch.run();
      found.add(Finding.broken("no room", ""));
      watch.run();
      watch.run();
      found.clear();
      watch.run();

      assertThat(log.lines()).containsExactly("disk-full: no room", "disk-full: over");
      assertThat(changes).hasValue(2);
    }
  }
}
