// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>

/// Small tables of every shape that the reader knows.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_trials FOLDER\n", stderr);
        return 2;
    }
    const char* const tables[] = {
        "id,first_author,year,outcome,unit,n1,mean1,sd1,n2,mean2,sd2,source\n"
        "a,Ash,2001,pain,mm,20,30.5,9,21,41,8.5,\nb,Beech,2002,pain,mm,40,33,9,40,39,9,\n"
        "c,Cedar,2003,pain,mm,10,1,2,10,3,2,\"never pool, \"\"single\"\" arm\"\n",
        "tpos,tneg,cpos,cneg,ablat\n4,119,11,128,44\n6,300,29,274,55\n0,20,3,20,42\n",
        "study;yi;vi\r\nx;0.1;0.02\r\ny;-1.5;0.2\r\nz;NA;\r\n",
        "trial,effect,low,high,p\nx,-16,-21.3,-10.6,0.001\ny,2,1,3,\n",
        "xi,ni\n0,20\n3,40\n7,70\n"};
    int number = 0;
    for (const char* table : tables) {
        std::ofstream file(std::string(words[1]) + "/trials" + std::to_string(number++));
        file << table;
    }
    return 0;
}
