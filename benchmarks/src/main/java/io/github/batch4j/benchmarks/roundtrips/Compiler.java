package io.github.batch4j.benchmarks.roundtrips;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's compiler, from text to classes of this package. */
final class Compiler {

    private static int compiled;

    private Compiler() {}

    /** Compiles a program for each graph. */
    static synchronized List<Program> compile(List<Graph> graphs, ProgramSource form) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("no compiler here, expected a JDK: the programs are compiled");
        }
        List<Source> sources = new ArrayList<>();
        for (Graph graph : graphs) {
            String name = "Program" + compiled++;
            sources.add(new Source(name, form.of(graph, name)));
        }
        StringWriter messages = new StringWriter();
        try (InMemory files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
            if (!compiler.getTask(messages, files, null, List.of("-proc:none"), null, sources)
                    .call()) {
                throw new IllegalStateException("a program does not compile: " + messages);
            }
            List<Program> programs = new ArrayList<>();
            for (Compiled one : files.compiled) {
                Class<?> defined = MethodHandles.lookup().defineClass(one.bytes.toByteArray());
                programs.add((Program) defined.getDeclaredConstructor().newInstance());
            }
            return programs;
        } catch (Exception failure) {
            throw new IllegalStateException("the programs could not be compiled", failure);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String name) {
            super(URI.create("bytes:///" + name), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Files of which the classes stay in memory, in the order of their sources. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final List<Compiled> compiled = new ArrayList<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            Compiled file = new Compiled(className);
            compiled.add(file);
            return file;
        }
    }
}
