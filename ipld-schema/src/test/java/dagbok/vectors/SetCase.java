package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.vectors.Book.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case under construction: what is offered in which order, and what comes of it. */
final class SetCase {
  private final String name;
  private final String shows;
  final Book book;
  private final Functions functions;
  private final Map<Cid, String> names = new LinkedHashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Object> steps = new ArrayList<>();
  private boolean derivedToo;

  SetCase(String name, String shows) {
    this(name, shows, new Book());
  }

  SetCase(String name, String shows, Book book) {
    this.name = name;
    this.shows = shows;
    this.book = book;
    this.functions = new Functions(book.id);
  }

  /** Offers entries whole, with their contents; all are accepted. */
  SetCase take(String... entries) {
    for (String entry : entries) {
      Written page = book.get(entry);
      offer(page, true, page.contents(), "accepted", "");
    }
    return this;
  }

  /** Offers an entry whole, with only these of its contents. */
  SetCase takeWith(String entry, Block... contents) {
    return offer(book.get(entry), true, List.of(contents), "accepted", "");
  }

  /** Offers an entry without its payload and contents, which is accepted all the same. */
  SetCase takeStub(String entry) {
    return offer(book.get(entry), false, List.of(), "accepted", "");
  }

  /** Offers an entry that the book does not have. */
  SetCase refuse(Written page, String why) {
    return offer(page, true, List.of(), "refused", why);
  }

  SetCase refuse(String entry, String why) {
    return offer(book.get(entry), true, List.of(), "refused", why);
  }

  SetCase wait(String entry, String why) {
    return offer(book.get(entry), true, List.of(), "waiting", why);
  }

  SetCase waitStub(String entry, String why) {
    return offer(book.get(entry), false, List.of(), "waiting", why);
  }

  /** The blocks of nodes, packs and snapshot stand in the file too. */
  SetCase withDerivedBlocks() {
    derivedToo = true;
    return this;
  }

  private SetCase offer(
      Written page, boolean whole, List<Block> contents, String verdict, String why) {
    Optional<byte[]> payload = whole ? Optional.of(page.payload().bytes()) : Optional.empty();
    String given = functions.offer(page.entry().bytes(), payload);
    if (!given.equals(verdict)) {
      throw new IllegalStateException(name + ": " + page.name() + " is " + given);
    }
    contents.forEach(content -> functions.content(content.bytes()));
    names.put(page.cid(), page.name());
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("name", page.name());
    step.put("entry", cid(page.entry().block()));
    if (whole) {
      step.put("payload", cid(page.payload()));
    }
    if (!contents.isEmpty()) {
      step.put("contents", contents.stream().map(this::cid).toList());
    }
    step.put("verdict", verdict);
    if (!why.isEmpty()) {
      step.put("why", why);
    }
    steps.add(step);
    return this;
  }

  private String cid(Block block) {
    blocks.add(block);
    return block.cid().toString();
  }

  /** The case for a file, its blocks among the file's. */
  Map<String, Object> end(VectorFile file) {
    Functions.Result result = functions.result();
    blocks.forEach(file::block);
    if (derivedToo) {
      Gives.blocks(result).forEach(file::block);
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("shows", shows);
    told.put("profile", book.id.toString());
    told.put("steps", steps);
    told.put("gives", Gives.whole(result, new Names(names)));
    return told;
  }
}
