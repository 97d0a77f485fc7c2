/**
 * QR codes: made of share links, and read from pictures that people upload. Pictures come from
 * strangers as likely as not: their dimensions are judged before a pixel is decoded, one picture is
 * decoded at a time, and what was read is only ever text that somebody else judges.
 */
@NullMarked
package dagbok.web.qr;

import org.jspecify.annotations.NullMarked;
