package io.github.claude4j.checks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a class file refers to, as its constant pool has it. */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;

    private final Object[] constants;

    private ClassFile(Object[] constants) {
        this.constants = constants;
    }

    private record Pair(int tag, int first, int second) {}

    /** The methods called or taken handles of, as {@code java/lang/Class.forName}. */
    static Set<String> methods(InputStream classFile) throws IOException {
        return read(classFile).methods();
    }

    /** The classes below this package that occur in it, in code or in a signature, as {@code io/github/claude4j/Claude}. */
    static Set<String> types(InputStream classFile, String packageName) throws IOException {
        return read(classFile).types(Pattern.compile("(?:^|L|\\[L)(" + packageName + "/[\\w/$]+)(?=$|[;<])"));
    }

    private static ClassFile read(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt();
        Object[] constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            constants[i] = constant(in);
            if (constants[i] instanceof Long) {
                i++;
            }
        }
        return new ClassFile(constants);
    }

    private static Object constant(DataInputStream in) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case 1 -> in.readUTF();
            case 3, 4 -> in.readInt();
            case 5, 6 -> in.readLong();
            case 7, 8, 16, 19, 20 -> new Pair(tag, in.readUnsignedShort(), 0);
            case 9, 10, 11, 12, 17, 18 -> new Pair(tag, in.readUnsignedShort(), in.readUnsignedShort());
            case 15 -> new Pair(tag, in.readUnsignedByte(), in.readUnsignedShort());
            default -> throw new IOException("unknown constant: " + tag);
        };
    }

    private Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (Object constant : constants) {
            if (constant instanceof Pair method && (method.tag == 10 || method.tag == 11)) {
                String owner = (String) constants[pair(method.first).first];
                methods.add(owner + "." + constants[pair(method.second).first]);
            }
        }
        return methods;
    }

    private Set<String> types(Pattern ours) {
        Set<String> types = new TreeSet<>();
        for (Object constant : constants) {
            if (constant instanceof String text) {
                ours.matcher(text).results().forEach(found -> types.add(found.group(1)));
            }
        }
        return types;
    }

    private Pair pair(int index) {
        return (Pair) constants[index];
    }
}
