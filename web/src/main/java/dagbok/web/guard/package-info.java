/**
 * Who may come in. Four questions, each with a class of its own: is the page asked for under a name
 * that is its own ({@link dagbok.web.guard.HostCheck}), does the page itself ask ({@link
 * dagbok.web.guard.OriginCheck}), is it this machine's user ({@link dagbok.web.guard.Sessions},
 * {@link dagbok.web.guard.LoginTokens}, {@link dagbok.web.guard.BearerToken}), and what may a
 * browser do with an answer ({@link dagbok.web.guard.SafetyHeaders}).
 */
@NullMarked
package dagbok.web.guard;

import org.jspecify.annotations.NullMarked;
