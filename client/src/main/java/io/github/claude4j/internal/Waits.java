package io.github.claude4j.internal;

import io.github.claude4j.http.Call;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What to say when a limit of a call has passed. */
public final class Waits {
    private Waits() {}

    /** What to throw when {@link Call#headWait()} was waited in vain. */
    public static SocketTimeoutException noAnswer(Call call) {
        try {
            call.headWait();
        } catch (SocketTimeoutException e) {
            return e;
        }
        return new SocketTimeoutException("waited " + seconds(call.timeouts().attempt()) + " for an answer");
    }

    /** What to throw when {@link Call#bodyWait()} was waited in vain. */
    public static SocketTimeoutException noByte(Call call) {
        try {
            call.bodyWait();
        } catch (SocketTimeoutException e) {
            return e;
        }
        return new SocketTimeoutException("waited " + seconds(call.timeouts().idle()) + " for the next byte");
    }

    /** A limit for people: "10 s", "0.5 s". */
    public static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
