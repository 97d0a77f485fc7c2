package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Inspection;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.text.IpldText;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The plumbing: objects as they are, and whether all of them are right. */
final class InspectApi {
  private static final String DAG_JSON = "application/vnd.ipld.dag-json";

  private final Profiles profiles;
  private final Inspection inspection;

  InspectApi(Daemon daemon) {
    this.profiles = daemon.profiles();
    this.inspection = daemon.inspection();
  }

  Answer object(Call call) {
    return dagJson(inspection.object(PostApi.cid(call.path("cid"))));
  }

  /** The head's own fields, its CID, and whether one is in step with it. */
  Answer head(Call call) {
    Inspection.HeadView view = inspection.head(named(call));
    Map<String, Ipld> fields = new LinkedHashMap<>();
    if (view.head() instanceof Ipld.Struct struct) {
      fields.putAll(struct.fields());
    }
    fields.put("cid", Ipld.link(view.cid()));
    fields.put("inStep", Ipld.of(view.inStep()));
    return dagJson(Ipld.map(fields));
  }

  Answer snapshot(Call call) {
    ProfileId profile = named(call);
    Optional<Cid> snapshot = profiles.get(profile).snapshot();
    return dagJson(
        inspection.object(
            snapshot.orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "no snapshot of this profile is known yet",
                        "dagbok status",
                        Optional.of(profile.root()),
                        null))));
  }

  Answer graph(Call call) {
    return Json.lines(inspection.graph(named(call)).stream().map(Views.NodeJson::of).toList());
  }

  Answer verify(Call call) {
    return Json.answer(inspection.verify(named(call)));
  }

  Answer verifyCar(Call call) throws IOException {
    try (InputStream in = call.body(ProfileApi.MAX_CAR_BYTES)) {
      return Json.answer(inspection.verifyCar(in));
    }
  }

  private ProfileId named(Call call) {
    return profiles.resolve(call.path("p"));
  }

  private static Answer dagJson(Ipld value) {
    return Answer.text(200, DAG_JSON, IpldText.json(value));
  }
}
