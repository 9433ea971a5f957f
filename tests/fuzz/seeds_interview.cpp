// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>

/// What is typed at the desk: short visits of every form of answer.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_interview FOLDER\n", stderr);
        return 2;
    }
    // The last one leaves the first ones open, for what has sides.
    const std::string visits[] = {
        "1980-05-02\nf\n1.68 m\n74 kg\nright\nn\nn\nn\nn\nn\nn\nn\n1\nnone\n",
        "46\nm\n5'7\"\nback\n?\n\n170\n12 stone\n75\n3\nwhy\ny\nn\nback\nhelp\n\nquit\n",
        "\n\n\n\nboth\n\n\n\n\n\nworse\ny\n",
        std::string(22, '\n') + "5 4\nr 3\nn\nl 2 r -\nboth 5\n4/5\n1,2\n"};
    int number = 0;
    for (const std::string& visit : visits)
        std::ofstream(std::string(words[1]) + "/visit" + std::to_string(number++)) << visit;
    return 0;
}
