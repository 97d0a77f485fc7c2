/**
 * JSON as commands need it: objects that were read, asked for fields by name and form, and objects
 * to be written. Stands on Jackson's streaming core alone, since binding data to classes would more
 * than double the time that a command takes to start.
 */
@NullMarked
package dagbok.cli.json;

import org.jspecify.annotations.NullMarked;
