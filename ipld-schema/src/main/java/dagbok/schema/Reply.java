package dagbok.schema;

import dagbok.codec.Ipld;

/**
 * What a post answers.
 *
 * @param to the post that it answers
 * @param thread the post at the top
 */
public record Reply(Target to, Target thread) {
  Ipld toIpld() {
    return new Strict.Out().put("to", to.toIpld()).put("thread", thread.toIpld()).build();
  }
}
