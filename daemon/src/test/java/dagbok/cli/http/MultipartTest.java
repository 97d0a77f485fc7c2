package dagbok.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.http.Multipart.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartTest {
  @Test
  void writesTheBytesThatTheSpecificationAsksFor() throws IOException {
    Multipart multipart =
        new Multipart(
            "XyZ",
            List.of(
                new Part("post", Optional.of("application/json"), false, Body.of("{\"å\":1}")),
                new Part("file", Optional.empty(), true, Body.of(new byte[] {13, 10})),
                new Part("file", Optional.of("text/plain"), true, Body.NONE)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    multipart.writeTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            --XyZ
            Content-Disposition: form-data; name="post"
            Content-Type: application/json

            {"å":1}
            --XyZ
            Content-Disposition: form-data; name="file"; filename="1"



            --XyZ
            Content-Disposition: form-data; name="file"; filename="2"
            Content-Type: text/plain


            --XyZ--
            """
                .replace("\n", "\r\n"));
    assertThat(multipart.length()).isEqualTo(out.size());
    assertThat(multipart.contentType()).isEqualTo("multipart/form-data; boundary=XyZ");
  }
}
