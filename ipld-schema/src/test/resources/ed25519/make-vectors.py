#!/usr/bin/env python3
"""Makes vectors.txt from first principles: RFC 8032 and the cases of "Taming the many EdDSAs".

Plain arithmetic on the curve, nothing imported but SHA-512. The verdicts are those of the rule in
docs/protocol.md ("Signatures"), as `verdict` spells it out, and not those of any library.

    python3 make-vectors.py > vectors.txt
"""
import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P)
    return x % P, y % P


def times(n, point):
    total = NEUTRAL
    while n:
        if n & 1:
            total = add(total, point)
        point = add(point, point)
        n >>= 1
    return total


def negative(point):
    return -point[0] % P, point[1]


def x_of(y, sign):
    """An x for y, or None if no point has that y. Takes x = 0 with either sign."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    if x * x % P != square:
        return None
    return -x % P if x & 1 != sign else x


def encode(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def decode(data):
    """The point, and whether data is its canonical encoding; None where there is no point."""
    n = int.from_bytes(data, "little")
    y, sign = n & (2**255 - 1), n >> 255
    x = x_of(y % P, sign)
    if x is None:
        return None, False
    return (x % P, y % P), encode((x % P, y % P)) == data


B = (x_of(4 * pow(5, P - 2, P) % P, 0), 4 * pow(5, P - 2, P) % P)


def challenge(r, a, message):
    return int.from_bytes(hashlib.sha512(r + a + message).digest(), "little")


def verdict(a, message, signature):
    """Accept or the reason to reject, by the protocol's rule."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    point, canonical = decode(a)
    if point is None:
        return "A is no point"
    if not canonical:
        return "A is not canonical"
    if times(8, point) == NEUTRAL:
        return "A is of small order"
    r_point, canonical = decode(r)
    if r_point is None:
        return "R is no point"
    if not canonical:
        return "R is not canonical"
    if s >= L:
        return "S is not canonical"
    k = challenge(r, a, message) % L
    same = times(s, B) == add(r_point, times(k, point))
    return "accept" if same else "equation without cofactor fails"


def key(seed):
    h = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(h[:32], "little") & (2**254 - 8) | 2**254
    return scalar, h[32:]


def sign(seed, message):
    scalar, prefix = key(seed)
    a = encode(times(scalar, B))
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % L
    r = encode(times(nonce, B))
    s = (nonce + challenge(r, a, message) * scalar) % L
    return a, r + s.to_bytes(32, "little")


def torsion_point():
    """A point of order 8: L times the first point that has one."""
    y = 2
    while True:
        x = x_of(y, 0)
        if x is not None:
            t = times(L, (x, y))
            if times(4, t) != NEUTRAL:
                return t
        y += 1


T = torsion_point()
SMALL = [times(i, T) for i in range(8)]
SCALAR, _ = key(b"the scalar of all edge cases.   ")
NONCE, _ = key(b"the nonce of all edge cases.    ")


def raw(scalar, a_torsion, nonce, r_torsion, message, a=None, r=None, k_factor=1):
    """A signature over message with torsion added to A and R, S solving the equation of order L."""
    a = a or encode(add(times(scalar, B), SMALL[a_torsion]))
    r = r or encode(add(times(nonce, B), SMALL[r_torsion]))
    s = (nonce + challenge(r, a, message) * scalar) % L
    return a, r + s.to_bytes(32, "little")


def search(make, wanted, what):
    """The first message for which make gives a signature that wanted takes."""
    for i in range(10000):
        message = b"%s %d" % (what.encode(), i)
        a, signature = make(message)
        k = challenge(signature[:32], a, message)
        if wanted(a, message, signature, k):
            return a, message, signature
    raise SystemExit("no message for " + what)


def rfc8032():
    for name, seed, message in [
        ("RFC 8032 test 1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
        ("RFC 8032 test 2", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
        ("RFC 8032 test 3", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
        ("RFC 8032 test SHA(abc)", "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
         hashlib.sha512(b"abc").hexdigest()),
    ]:
        message = bytes.fromhex(message)
        a, signature = sign(bytes.fromhex(seed), message)
        yield name + ", seed " + seed, a, message, signature


def taming():
    """One for each of the twelve cases in table 5 of "Taming the many EdDSAs", and what they touch."""
    order8 = encode(T)
    zero = (0).to_bytes(32, "little")

    def fixed(a, r, s):
        return lambda message: (a, r + s)

    def holds(cofactor):
        def check(a, message, signature, k):
            s = int.from_bytes(signature[32:], "little")
            left = times(cofactor * s, B)
            right = add(decode(signature[:32])[0], times(k % L, decode(a)[0]))
            return left == times(cofactor, right)
        return check

    def both(a, message, signature, k):
        return holds(1)(a, message, signature, k)

    def only_cofactored(a, message, signature, k):
        return holds(8)(a, message, signature, k) and not holds(1)(a, message, signature, k)

    yield "0: A and R small, S 0", *search(fixed(order8, order8, zero), both, "case 0")
    yield "1: A small, R of mixed order", *search(
        lambda m: raw(0, 1, NONCE, 7, m), both, "case 1")
    yield "2: A of mixed order, R small", *search(
        lambda m: raw(SCALAR, 1, 0, 3, m), both, "case 2")
    yield "3: A and R of mixed order", *search(
        lambda m: raw(SCALAR, 1, NONCE, 5, m), both, "case 3")
    yield "4: A and R of mixed order, holds with the cofactor alone", *search(
        lambda m: raw(SCALAR, 1, NONCE, 5, m), only_cofactored, "case 4")
    yield "5: A of mixed order, R without torsion, holds if 8k is not reduced first", *search(
        lambda m: raw(SCALAR, 1, NONCE, 0, m),
        lambda a, m, s, k: only_cofactored(a, m, s, k) and (8 * (k % L)) % L % 8 != 0, "case 5")
    a, signature = sign(b"the seed of S beyond its order. ", b"case 6")
    s = int.from_bytes(signature[32:], "little")
    yield "6: S + L", a, b"case 6", signature[:32] + (s + L).to_bytes(32, "little")
    yield "7: S + 8 L, its top bits set", a, b"case 6", signature[:32] + (s + 8 * L).to_bytes(32, "little")
    odd_zero = (1 | 1 << 255).to_bytes(32, "little")
    beyond = (P + 1).to_bytes(32, "little")
    yield "8: R small, x = 0 with the sign set", *search(
        lambda m: raw(SCALAR, 0, 0, 0, m, r=odd_zero), both, "case 8")
    yield "9: R small, y = p + 1", *search(
        lambda m: raw(SCALAR, 0, 0, 0, m, r=beyond), both, "case 9")
    yield "10: A small, x = 0 with the sign set", *search(
        lambda m: raw(0, 0, NONCE, 0, m, a=odd_zero), both, "case 10")
    yield "11: A small, y = p + 1", *search(
        lambda m: raw(0, 0, NONCE, 0, m, a=beyond), both, "case 11")


def more():
    """What a verifier with halved scalars gets wrong now and then, and every small A."""
    for order, torsion in ((8, 1), (4, 2), (2, 4)):
        for i in range(24):
            message = b"torsion of order %d in R, number %d" % (order, i)
            yield "R with torsion of order %d, A without" % order, *with_message(
                raw(SCALAR, 0, NONCE, torsion, message), message)
    for i in range(24):
        message = b"torsion in A and R, number %d" % i
        yield "A and R with torsion that fits now and then", *with_message(
            raw(SCALAR, 1, NONCE, 5, message), message)
    found = 0
    i = 0
    while found < 8:
        message = b"fitting torsion %d" % i
        a, signature = raw(SCALAR, 1, NONCE, 3, message)
        if verdict(a, message, signature) == "accept":
            found += 1
            yield "A and R with torsion that fits", a, message, signature
        i += 1
    for i in range(8):
        message = b"small A %d" % i
        a = encode(SMALL[i])
        r = encode(times(NONCE, B))
        yield "A of small order, number %d" % i, a, message, r + NONCE.to_bytes(32, "little")
    for y in (P, P + 1, P + 3, P + 4, P + 18):
        message = b"y beyond p"
        r = encode(times(NONCE, B))
        yield "A with y = p + %d" % (y - P), y.to_bytes(32, "little"), message, r + (NONCE % L).to_bytes(32, "little")
    seed = b"a seed whose signature is bent. "
    message = b"bent"
    a, signature = sign(seed, message)
    yield "as it should be", a, message, signature
    yield "another message", a, b"Bent", signature
    yield "a bit of R", a, message, bytes([signature[0] ^ 1]) + signature[1:]
    yield "a bit of S", a, message, signature[:32] + bytes([signature[32] ^ 1]) + signature[33:]
    yield "S = L", a, message, signature[:32] + L.to_bytes(32, "little")
    yield "S = L - 1", a, message, signature[:32] + (L - 1).to_bytes(32, "little")
    yield "A is all ones", b"\xff" * 32, message, signature
    yield "all zeros", bytes(32), message, bytes(64)


def with_message(pair, message):
    return pair[0], message, pair[1]


def main():
    print("# Made by make-vectors.py, beside this file; see docs/protocol.md, \"Signatures\".")
    print("# verdict|case|A|message|R and S, the last three in hexadecimal.")
    seen = set()
    for case, a, message, signature in [*rfc8032(), *taming(), *more()]:
        if (a, message, signature) in seen:
            continue
        seen.add((a, message, signature))
        why = verdict(a, message, signature)
        print("|".join([why, case, a.hex(), message.hex(), signature.hex()]))


main()
