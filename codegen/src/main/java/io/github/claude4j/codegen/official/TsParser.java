package io.github.claude4j.codegen.official;

import io.github.claude4j.codegen.official.TsLexer.Token;
import io.github.claude4j.codegen.official.TsType.Member;
import io.github.claude4j.codegen.official.TsType.Named;
import io.github.claude4j.codegen.official.TsType.Plain;
import io.github.claude4j.codegen.official.TsType.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the types that a file of TypeScript declares; what else there is it passes over. */
final class TsParser {
    private static final Token END = new Token("\0", true, "");
    private static final Set<String> PLAIN =
            Set.of("string", "number", "boolean", "null", "undefined", "unknown", "any", "object", "never", "void");

    private final String file;
    private final List<Token> tokens;
    private final Map<String, TsType> types = new HashMap<>();
    private final Map<String, String> imports = new HashMap<>();
    private String namespace = "";
    private int at;

    private TsParser(String file, String source) {
        this.file = file;
        this.tokens = TsLexer.tokens(source);
    }

    /**
     * What a file declares.
     *
     * @param types by name, with the namespaces before it
     * @param imports the path of the file that a name comes from, by name
     */
    record Declared(Map<String, TsType> types, Map<String, String> imports) {}

    static Declared file(String file, String source) {
        TsParser parser = new TsParser(file, source);
        parser.declarations();
        return new Declared(parser.types, parser.imports);
    }

    /** A type alone, as in the signature of a method. */
    static TsType type(String file, String source) {
        return new TsParser(file, source).type();
    }

    private Token peek() {
        return at < tokens.size() ? tokens.get(at) : END;
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private boolean take(String sign) {
        boolean there = peek().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    private void declarations() {
        while (at < tokens.size() && !peek().is("}")) {
            if (take("interface")) {
                String name = next().text();
                parameters();
                declare(name, object(parents()));
            } else if (peek().is("type")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).isWord()) {
                at++;
                String name = next().text();
                parameters();
                if (take("=")) {
                    declare(name, type());
                }
            } else if (take("namespace")) {
                String outer = namespace;
                namespace = qualified(next().text());
                take("{");
                declarations();
                take("}");
                namespace = outer;
            } else if (take("import")) {
                imported();
            } else if (peek().is("{")) {
                skip("{", "}");
            } else {
                at++;
            }
        }
    }

    private void declare(String name, TsType type) {
        types.put(qualified(name), type);
    }

    private String qualified(String name) {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }

    private void imported() {
        List<String> names = new ArrayList<>();
        while (at < tokens.size() && !peek().is("from") && !peek().is(";")) {
            Token token = next();
            if (token.isWord()) {
                names.add(token.text());
            }
        }
        if (take("from")) {
            String path = next().text();
            names.forEach(name -> imports.put(name, path));
        }
    }

    private void parameters() {
        if (peek().is("<")) {
            skip("<", ">");
        }
    }

    private void skip(String open, String close) {
        int depth = 0;
        do {
            Token token = next();
            depth += token.is(open) ? 1 : token.is(close) ? -1 : 0;
        } while (depth > 0 && at < tokens.size());
    }

    private List<Named> parents() {
        List<Named> parents = new ArrayList<>();
        if (take("extends")) {
            do {
                if (primary() instanceof Named named) {
                    parents.add(named);
                }
            } while (take(","));
        }
        return parents;
    }

    private TsType object(List<Named> parents) {
        List<Member> members = new ArrayList<>();
        TsType rest = null;
        take("{");
        while (at < tokens.size() && !take("}")) {
            if (take(";") || take(",") || take("readonly")) {
                continue;
            }
            if (peek().is("[")) {
                skip("[", "]");
                take(":");
                rest = type();
                continue;
            }
            Token name = next();
            boolean optional = take("?");
            if (take(":")) {
                boolean deprecated = name.comment().contains("@deprecated");
                boolean header = name.comment().contains("Header param:");
                members.add(new Member(name.text(), type(), optional, deprecated, header));
            } else if (peek().is("(")) {
                skip("(", ")");
            }
        }
        return members.isEmpty() && rest != null && parents.isEmpty()
                ? new TsType.MapOf(rest)
                : new TsType.ObjectOf(members, parents, rest);
    }

    private TsType type() {
        take("|");
        List<TsType> forms = new ArrayList<>();
        do {
            forms.add(intersection());
        } while (take("|"));
        return forms.size() == 1 ? forms.get(0) : new TsType.Union(forms);
    }

    /** Of an intersection only the first part counts: {@code string & {}} is text of which some values are known. */
    private TsType intersection() {
        TsType first = postfix();
        while (take("&")) {
            postfix();
        }
        return first;
    }

    private TsType postfix() {
        TsType type = primary();
        while (peek().is("[") && at + 1 < tokens.size() && tokens.get(at + 1).is("]")) {
            at += 2;
            type = new TsType.ListOf(type);
        }
        return type;
    }

    private TsType primary() {
        Token token = peek();
        if (token.is("{")) {
            return object(List.of());
        }
        if (take("(")) {
            TsType inner = type();
            take(")");
            return inner;
        }
        if (token.is("[")) {
            skip("[", "]");
            return new TsType.ListOf(TsType.UNKNOWN);
        }
        at++;
        if (token.quoted() || token.is("true") || token.is("false")) {
            return new TsType.Literal(token.text(), token.quoted());
        }
        if (PLAIN.contains(token.text())) {
            return new Plain(token.text().equals("any") || token.text().equals("object") ? "unknown" : token.text());
        }
        return token.isWord() ? named(token.text()) : TsType.UNKNOWN;
    }

    private TsType named(String first) {
        StringBuilder name = new StringBuilder(first);
        while (peek().is(".")) {
            at++;
            name.append('.').append(next().text());
        }
        List<TsType> arguments = new ArrayList<>();
        if (take("<")) {
            do {
                arguments.add(type());
            } while (take(","));
            take(">");
        }
        boolean one = arguments.size() == 1;
        if (one && name.toString().equals("Array")) {
            return new TsType.ListOf(arguments.get(0));
        }
        if (name.toString().equals("Record") && arguments.size() == 2) {
            return new TsType.MapOf(arguments.get(1));
        }
        return new Named(name.toString(), arguments, new Scope(file, namespace));
    }
}
