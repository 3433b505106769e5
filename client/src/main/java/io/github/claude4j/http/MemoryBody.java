package io.github.claude4j.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body whose bytes may be in memory, so that they need not be read as a stream. */
interface MemoryBody extends RequestBody {
    /** All bytes, from the beginning of an array on; null where some of them are not in memory. */
    @Nullable
    ByteBuffer memory();
}
