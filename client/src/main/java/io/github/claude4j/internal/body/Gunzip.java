package io.github.claude4j.internal.body;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip and deflate as they come: any number of members of gzip, nothing behind them. It is stricter than the JDK's stream,
 * which takes a pause at the end of a member for the end of all, and hides what is behind. A body that does not begin as gzip
 * does was decoded by someone before, and is given as it is.
 */
final class Gunzip implements ByteSource {
    /** Zeros compress a thousandfold, JSON and text up to some thirtyfold. */
    private static final int MOST_RATIO = 200;

    private static final int FREE = 16 * 1024 * 1024;
    private static final String CUT = "the compressed answer was cut off";

    /** What the next byte is. */
    private enum Step {
        BEGIN,
        METHOD,
        FLAGS,
        TIME,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEAD_CHECKSUM,
        DATA,
        TRAILER,
        BEHIND,
        PLAIN,
        ENDED
    }

    private final ByteSource source;
    private final boolean gzip;
    private final byte[] input = new byte[8 * 1024];
    private final CRC32 checksum = new CRC32();

    private int at;
    private int end;
    private long taken;
    private long given;

    private Step step = Step.BEGIN;
    private int flags;

    /** How many bytes of this step are still to come, and what those before them make. */
    private int left;

    private long number;
    private @Nullable Inflater inflater;

    private Gunzip(ByteSource source, boolean gzip) {
        this.source = source;
        this.gzip = gzip;
    }

    static Gunzip gzip(ByteSource source) {
        return new Gunzip(source, true);
    }

    /** With the head of zlib, as the standard has it, or without, as some servers do. */
    static Gunzip deflate(ByteSource source) {
        return new Gunzip(source, false);
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        while (true) {
            if (step == Step.ENDED) {
                return -1;
            }
            if (step == Step.DATA) {
                int count = inflate(target, offset, length);
                if (count > 0) {
                    return count;
                }
            }
            if (step == Step.PLAIN && at == end) {
                return source.poll(target, offset, length);
            }
            boolean more = at < end && !(step == Step.BEGIN && end - at < 2);
            if (!more) {
                int count = fill();
                if (count == 0) {
                    return 0;
                }
                if (count < 0) {
                    ended();
                    continue;
                }
            }
            if (step == Step.PLAIN) {
                return plain(target, offset, length);
            }
            if (step == Step.BEGIN) {
                begin();
            } else if (step != Step.DATA) {
                head(input[at++] & 0xff);
            }
        }
    }

    /** At the beginning two bytes are looked at, which may come one after the other. */
    private int fill() throws IOException {
        if (at == end) {
            at = 0;
            end = 0;
        }
        int count = source.poll(input, end, input.length - end);
        if (count > 0) {
            end += count;
            taken += count;
            if (step == Step.DATA) {
                feed(inflater());
            }
        }
        return count;
    }

    /** No more comes: that is right where nothing was begun. */
    private void ended() throws IOException {
        if (step == Step.BEGIN && at < end && gzip && input[at] != 0x1f) {
            step = Step.PLAIN;
            return;
        }
        boolean nothing = step == Step.BEGIN && at == end;
        boolean whole = step == Step.BEHIND && left != 1;
        if (!nothing && !whole) {
            throw new EOFException(CUT);
        }
        over();
    }

    private void over() {
        step = Step.ENDED;
        if (inflater != null) {
            inflater.end();
        }
    }

    private void begin() {
        if (end - at < 2) {
            return;
        }
        int first = input[at] & 0xff;
        int second = input[at + 1] & 0xff;
        if (gzip && first == 0x1f && second == 0x8b) {
            at += 2;
            step = Step.METHOD;
        } else if (gzip) {
            step = Step.PLAIN;
        } else {
            boolean zlib = (first & 0xf) == 8 && (first << 8 | second) % 31 == 0;
            inflater = new Inflater(!zlib);
            data();
        }
    }

    private int plain(byte[] target, int offset, int length) {
        int count = Math.min(length, end - at);
        System.arraycopy(input, at, target, offset, count);
        at += count;
        return count;
    }

    /** A byte around the data of a member. */
    private void head(int next) throws IOException {
        switch (step) {
            case METHOD -> {
                check(next == 8, "its method is unknown");
                step = Step.FLAGS;
            }
            case FLAGS -> {
                flags = next;
                begin(Step.TIME, 6);
            }
            case EXTRA_LENGTH -> {
                number(next);
                if (left == 0) {
                    begin(Step.EXTRA, (int) number);
                    pass();
                }
            }
            case NAME, COMMENT -> {
                left = next == 0 ? 0 : 1;
                pass();
            }
            case TRAILER -> {
                number(next);
                if (left == 0) {
                    trailer();
                }
            }
            case BEHIND -> behind(next);
            default -> {
                left--;
                pass();
            }
        }
    }

    private void begin(Step next, int length) {
        step = next;
        left = length;
        number = 0;
    }

    /** Bytes of a number come with the lowest first. */
    private void number(int next) {
        number = number >>> 8 | (long) next << 56;
        left--;
        if (left == 0 && step == Step.EXTRA_LENGTH) {
            number >>>= 48;
        }
    }

    /** Goes on to the next field of the head that is there, once one has ended. */
    private void pass() {
        while (left == 0 && step != Step.DATA) {
            switch (step) {
                case TIME -> {
                    begin(Step.EXTRA_LENGTH, (flags & 4) == 0 ? 0 : 2);
                    if (left == 0) {
                        step = Step.EXTRA;
                    }
                }
                case EXTRA -> begin(Step.NAME, flags >> 3 & 1);
                case NAME -> begin(Step.COMMENT, flags >> 4 & 1);
                case COMMENT -> begin(Step.HEAD_CHECKSUM, flags & 2);
                default -> {
                    checksum.reset();
                    inflater().reset();
                    data();
                }
            }
        }
    }

    private Inflater inflater() {
        Inflater current = inflater;
        if (current == null) {
            current = new Inflater(true);
            inflater = current;
        }
        return current;
    }

    private void data() {
        step = Step.DATA;
        feed(inflater());
    }

    private void feed(Inflater current) {
        current.setInput(input, at, end - at);
        at = end;
    }

    /** Gives 0 where more has to come, and where the data have ended. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        Inflater current = inflater();
        int count;
        try {
            count = current.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("the compressed answer is damaged: " + e.getMessage(), e);
        }
        if (count > 0) {
            if (gzip) {
                checksum.update(target, offset, count);
            }
            given += count;
            refuseBomb();
        } else if (current.finished()) {
            at = end - current.getRemaining();
            begin(gzip ? Step.TRAILER : Step.BEHIND, 8);
        } else {
            check(!current.needsDictionary(), "it needs a dictionary");
        }
        return count;
    }

    private void refuseBomb() {
        if (given > FREE && given / MOST_RATIO > taken) {
            throw new InvalidDataException("the answer was given up: its " + taken + " compressed bytes had become "
                    + given + ", which looks like an attack");
        }
    }

    /** What is behind a member: its checksum and length, then the end or another. */
    private void trailer() throws IOException {
        long length = inflater().getBytesWritten() & 0xffff_ffffL;
        check(number == (length << 32 | checksum.getValue()), "its checksum is another");
        begin(Step.BEHIND, 2);
    }

    private void behind(int next) throws IOException {
        check(gzip && next == (left == 2 ? 0x1f : 0x8b), "something is behind its end");
        left--;
        if (left == 0) {
            step = Step.METHOD;
        }
    }

    private static void check(boolean right, String wrong) throws IOException {
        if (!right) {
            throw new IOException("the compressed answer is damaged: " + wrong);
        }
    }

    @Override
    public void await() throws IOException {
        source.await();
    }

    @Override
    public void onArrival(Runnable action) {
        source.onArrival(action);
    }

    @Override
    public void close() {
        source.close();
    }
}
