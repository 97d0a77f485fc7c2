package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealKey;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import java.util.List;
import java.util.Optional;

/**
 * The bodies that govern a profile, read strictly: exactly these fields. They stand in control
 * entries alone, which are never deleted.
 */
public sealed interface Control {
  /** The body for a payload. */
  Body toBody();

  /**
   * What a control body says; empty for a kind that is none of the four, which does nothing.
   *
   * @throws SchemaException if it is one of the four and not exactly in its form; without a CID,
   *     which the caller knows
   */
  static Optional<Control> of(Body body) throws SchemaException {
    try {
      return ControlForm.read(body);
    } catch (Misfit e) {
      throw new SchemaException(Optional.empty(), e.expected(), e.found());
    }
  }

  /**
   * The first of a profile: the profile key.
   *
   * @param next digest of a key that may succeed it, for a later version
   */
  record Root(DeviceKey key, Optional<KeyHash> next) implements Control {
    @Override
    public Body toBody() {
      Strict.Out out = new Strict.Out().put("key", key.toBytes());
      next.ifPresent(hash -> out.put("next", hash.toBytes()));
      return new Body("root", out.build());
    }
  }

  /**
   * Puts a device in force. A device <em>is</em> its grant: one key granted twice is two devices.
   *
   * @param key what the device signs with
   * @param seal where what is meant for the device alone is sealed to
   * @param proof by {@code key} over {@link #provenMessage}
   */
  record Grant(DeviceKey key, SealKey seal, Signature proof) implements Control {
    /** The grant that {@code device} of {@code profile} may make to the holder of {@code key}. */
    public static Grant by(SigningKey key, SealKey seal, ProfileId profile, Cid device) {
      Signature proof = key.sign(provenMessage(profile, device, seal));
      return new Grant(key.publicKey(), seal, proof);
    }

    /** What the new key signs: the profile, the device that grants, and the seal key. */
    public static byte[] provenMessage(ProfileId profile, Cid device, SealKey seal) {
      return Domain.GRANT.message(profile.root().toBytes(), device.toBytes(), seal.toBytes());
    }

    @Override
    public Body toBody() {
      return new Body(
          "grant",
          new Strict.Out()
              .put("key", key.toBytes())
              .put("seal", seal.toBytes())
              .put("proof", proof.toBytes())
              .build());
    }
  }

  /**
   * Ends a device: of its entries only the chain that ends in {@code last} stands.
   *
   * @param grant the device
   * @param last the last entry that stands; the grant itself if none does
   */
  record Revoke(Cid grant, Cid last) implements Control {
    /** Checks the references. */
    public Revoke {
      Form.object("revoke.grant", grant);
      Form.object("revoke.last", last);
    }

    @Override
    public Body toBody() {
      return new Body(
          "revoke", new Strict.Out().reference("grant", grant).reference("last", last).build());
    }
  }

  /**
   * Takes entries away, whether they are present or not.
   *
   * @param entries sorted
   */
  record Delete(List<Cid> entries) implements Control {
    /** The most entries of one delete. */
    public static final int MAX_ENTRIES = 256;

    /** Checks bounds and order. */
    public Delete {
      entries = List.copyOf(entries);
      Form.objects("delete.entries", entries, MAX_ENTRIES);
    }

    /** Whether a body is of this kind. */
    public static boolean isIn(Body body) {
      return body.kind().equals("delete");
    }

    @Override
    public Body toBody() {
      return new Body("delete", new Strict.Out().references("entries", entries).build());
    }
  }

  /** The payload that carries this: no contents. */
  default Payload toPayload(Salt salt, long time) {
    return new Payload(salt, time, List.of(), toBody());
  }
}
